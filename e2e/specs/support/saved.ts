import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppUnderTest } from '../../harness/faces.ts'

export interface SavedFile {
  readonly name: string
  readonly text: string
}

/** Does what saves a file, the way the browser does it, and gives the file. */
export async function saved(app: AppUnderTest, act: () => Promise<void>): Promise<SavedFile> {
  if (app.face === 'double') return savedByDouble(app, act)
  const [download] = await Promise.all([app.page.waitForEvent('download'), act()])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

// Playwright joins the double's Chromium as a guest and is not told of its downloads.
async function savedByDouble({ page }: AppUnderTest, act: () => Promise<void>): Promise<SavedFile> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-saved-'))
  const session = await page.context().browser()!.newBrowserCDPSession()
  try {
    const asked = { behavior: 'allowAndName', downloadPath: folder, eventsEnabled: true } as const
    await session.send('Browser.setDownloadBehavior', asked)
    let name = ''
    session.on('Browser.downloadWillBegin', (event) => (name = event.suggestedFilename))
    const done = new Promise<string>((resolve) => {
      session.on('Browser.downloadProgress', ({ state, guid }) => {
        if (state === 'completed') resolve(guid)
      })
    })
    await act()
    return { text: await readFile(join(folder, await done), 'utf8'), name }
  } finally {
    await session.detach()
    await rm(folder, { recursive: true, force: true })
  }
}
