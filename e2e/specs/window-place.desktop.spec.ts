import { mkdir, readFile, writeFile } from 'node:fs/promises'
import type { AppUnderTest } from '../harness/faces.ts'
import { expect, test } from '../harness/fixtures.ts'
import { pressInMenu } from './support/menus.ts'
import { windowOf } from './support/window.ts'

const stateOf = (app: AppUnderTest) =>
  app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]!
    return {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      zoomLevel: window.webContents.getZoomLevel(),
    }
  })

test('NA-05 NA-06 the window opens where it stood, as large as it was shown, and where a hand can reach it', async ({
  launch,
  profile,
}) => {
  const file = `${profile}/window.json`
  const kept = async (): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'))
  const bounds = { x: 140, y: 90, width: 1000, height: 700 }
  const gone = { x: 50_000, y: 90, width: 1100, height: 720 }
  const place = { version: 1, bounds: gone, maximized: false, fullScreen: false, zoomLevel: 0 }
  await mkdir(profile, { recursive: true })
  await writeFile(file, JSON.stringify(place))
  const first = await launch()
  await test.step('NA-05 a place on a display that is gone is not used, its size is', async () => {
    await expect(windowOf(first.page).message).toBeVisible()
    const { width, height, x } = (await stateOf(first)).bounds
    expect({ width, height, inSight: x < 50_000 }).toEqual({ width: 1100, height: 720, inSight: true })
  })
  await test.step('NA-05 NA-06 place, size, state and zoom are kept', async () => {
    await first.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds)
    await pressInMenu(first, '&View', 'Zoom in')
    await pressInMenu(first, '&View', 'Zoom in')
    await first.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.maximize())
    await expect.poll(kept).toMatchObject({ bounds, maximized: true, zoomLevel: 1 })
    expect(await first.close()).toBe(0)
  })
  await test.step('NA-05 NA-06 and used at the next start', async () => {
    const second = await launch()
    await expect.poll(() => stateOf(second)).toEqual({ bounds, maximized: true, zoomLevel: 1 })
  })
})
