import type { DoubleSession } from '../double/session.ts'
import { expect, test } from '../harness/fixtures.ts'
import { startListener, tryEveryWayOut } from './support/ways-out.ts'
import { windowOf } from './support/window.ts'

test('EL-11 EL-12 EL-13 EL-14 EL-17 the page has two functions of ours, and no other way out', async ({
  app,
  launch,
}) => {
  await test.step('EL-11 the page sees two functions of ours and nothing of Electron or Node', async () => {
    const seen = await app.page.evaluate(() => ({
      parley: Object.keys((globalThis as unknown as { parley: object }).parley),
      frozen: Object.isFrozen((globalThis as unknown as { parley: object }).parley),
      others: Object.keys(globalThis).filter((key) => /electron|ipc|require|process|node/i.test(key)),
      require: typeof (globalThis as Record<string, unknown>)['require'],
    }))
    expect(seen).toEqual({ parley: ['invoke', 'on'], frozen: true, others: [], require: 'undefined' })
  })
  await test.step('the page cannot run text as a program or reach a network', async () => {
    const tried = await app.page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.ran = true'
      document.body.append(script)
      const fetched = await fetch('https://example.invalid/').then(
        () => 'reached',
        () => 'refused',
      )
      const image = await new Promise((resolve) => {
        const element = new Image()
        element.addEventListener('load', () => resolve('loaded'))
        element.addEventListener('error', () => resolve('refused'))
        element.src = 'https://example.invalid/pixel.png'
      })
      return { ran: 'ran' in globalThis, fetched, image }
    })
    expect(tried).toEqual({ ran: false, fetched: 'refused', image: 'refused' })
  })
  await test.step('EL-17 whatever a script of the page tries, nothing reaches a network', async () => {
    const listener = await startListener()
    await tryEveryWayOut(app.page, listener.port)
    expect(listener.heard()).toEqual([])
    listener.close()
  })
  await test.step('EL-12 EL-14 hostile calls over the bridge give failures and change nothing', async () => {
    const answers = await app.page.evaluate(async () => {
      const { invoke } = (
        globalThis as unknown as { parley: { invoke: (m: unknown, i: unknown) => Promise<object> } }
      ).parley
      const hostile: readonly (readonly [unknown, unknown])[] = [
        ['__proto__', {}],
        ['constructor', {}],
        ['toString', {}],
        ['sessions.list', { limit: 1e9 }],
        ['sessions.list', null],
        ['runs.start', { text: 7 }],
        ['providers.set-key', { providerId: '../../etc', key: 'x' }],
        ['providers.add', { name: 'x', protocol: 'demo', baseUrl: 'file:///etc/passwd' }],
        ['links.open', { url: 'file:///etc/passwd' }],
        ['links.open', { url: 'javascript:alert(1)' }],
      ]
      const results = []
      for (const [method, input] of hostile) results.push(await invoke(method, input))
      return results.map((result) =>
        'failure' in result ? (result.failure as { code: string }).code : 'allowed',
      )
    })
    expect(answers).toEqual([
      'method-unknown',
      'method-unknown',
      'method-unknown',
      'input-invalid',
      'input-invalid',
      'input-invalid',
      'input-invalid',
      'input-invalid',
      'link-refused',
      'link-refused',
    ])
  })
  await test.step('EL-13 a frame inside the page gets no bridge', async () => {
    const inside = await app.page.evaluate(() => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      return typeof (frame.contentWindow as unknown as Record<string, unknown> | null)?.['parley']
    })
    expect(inside).toBe('undefined')
  })
  await test.step('a second start on the same profile shows the first window and ends', async () => {
    await expect(launch()).rejects.toMatchObject({ code: 0 })
    await expect(windowOf(app.page).message).toBeVisible()
  })
})

test('EL-08 EL-09 EL-15 the window opens nothing, leaves for nowhere and is permitted nothing but to write to the clipboard', async ({
  app,
}) => {
  test.skip(app.face === 'electron', 'shell.opened and the kept handlers belong to the double')
  await test.step('EL-08 EL-09 the window never leaves its page and opens no other', async () => {
    const window = windowOf(app.page)
    const before = app.page.url()
    await app.page.evaluate(() => {
      globalThis.open('https://example.invalid/popup')
      globalThis.open('file:///etc/passwd')
      location.href = 'https://example.invalid/leave'
    })
    const opened = () => app.evaluate(({ shell }) => (shell as unknown as { opened: string[] }).opened)
    await expect.poll(opened).toEqual(['https://example.invalid/popup'])
    expect(app.page.url()).toBe(before)
    await expect(window.message).toBeVisible()
  })
  await test.step('EL-15 every permission is refused but writing text to the clipboard', async () => {
    const answers = await app.evaluate(({ session, BrowserWindow }) => {
      const { permissionHandlers } = session.defaultSession as unknown as DoubleSession
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      const check = permissionHandlers.check!
      const names = [
        'media',
        'geolocation',
        'notifications',
        'midi',
        'openExternal',
        'clipboard-read',
        'clipboard-sanitized-write',
      ]
      return names.filter((name) => check(webContents, name as 'media', webContents.getURL(), {} as never))
    })
    expect(answers).toEqual(['clipboard-sanitized-write'])
  })
})
