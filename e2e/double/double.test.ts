import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { AppEndedEarlyError } from '../harness/child.ts'
import { launchDouble } from '../harness/desktop-double.ts'
import type { AppUnderTest, LaunchOptions } from '../harness/faces.ts'
import type { DoubleSession } from './session.ts'

const ENTRY = join(import.meta.dirname, 'fixture/main.mjs')
const LIMIT_MS = 30_000

/** What the fixture's preload exposes. */
interface FixtureBridge {
  invoke(channel: string, ...values: unknown[]): Promise<unknown>
  on(channel: string, listener: (value: number) => void): () => void
}

declare global {
  interface Window {
    readonly fixture: FixtureBridge
    intruder?: number
  }
}

vi.setConfig({ testTimeout: LIMIT_MS, hookTimeout: LIMIT_MS })

let profile: string
let app: AppUnderTest

const launch = (options: Partial<LaunchOptions> = {}): Promise<AppUnderTest> =>
  launchDouble(ENTRY, { profile, isPatient: false, ...options })
const invoke = (channel: string, ...values: unknown[]): Promise<unknown> =>
  app.page.evaluate(([name, items]) => window.fixture.invoke(name, ...items), [channel, values] as const)

async function open(): Promise<void> {
  profile = await mkdtemp(join(tmpdir(), 'double-test-'))
  app = await launch()
}

async function shut(): Promise<void> {
  await app.close()
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
}

describe('messages between page and main', () => {
  beforeAll(open)
  afterAll(shut)

  test('a call carries values there and back, with the types structured clone keeps', async () => {
    const kept = await app.page.evaluate(async () => {
      const value = {
        when: new Date(5),
        map: new Map([['a', 1n]]),
        bytes: new Uint8Array([1, 2]),
        nothing: undefined,
      }
      const back = (await window.fixture.invoke('echo', value)) as typeof value
      return [back.when.getTime(), back.map.get('a'), [...back.bytes], 'nothing' in back]
    })
    expect(kept).toEqual([5, 1n, [1, 2], true])
  })

  test('1,000 pushes arrive in order', async () => {
    const numbers = await app.page.evaluate(
      () =>
        new Promise<number[]>((resolve) => {
          const seen: number[] = []
          const stop = window.fixture.on('pushed', (number) => {
            if (seen.push(number) < 1_000) return
            stop()
            resolve(seen)
          })
          void window.fixture.invoke('push', 1_000)
        }),
    )
    expect(numbers).toEqual(Array.from({ length: 1_000 }, (_item, index) => index + 1))
  })

  test("a handler's error arrives in Electron's words", async () => {
    await expect(invoke('fail')).rejects.toThrow("Error invoking remote method 'fail': TypeError: kaput")
    await expect(invoke('nobody')).rejects.toThrow("No handler registered for 'nobody'")
  })

  test('an argument that cannot be cloned is refused', async () => {
    const call = app.page.evaluate(() => window.fixture.invoke('echo', { run: () => 1 }))
    await expect(call).rejects.toThrow('An object could not be cloned.')
  })

  test("the sender's frame has the app's own address", async () => {
    expect(await invoke('sender')).toEqual({ url: 'app://fixture/page.html', origin: 'app://fixture' })
  })

  test('the bridge still answers after a reload', async () => {
    await app.page.reload()
    expect(await invoke('echo', 'again')).toBe('again')
  })

  test('a worker thread of main runs, with a native module and without electron', async () => {
    const electron = "electron double: 'electron' cannot be imported in a worker thread"
    expect(await invoke('worker')).toEqual({ answer: 42, electron })
  })

  test('a utility process answers', async () => {
    expect(await invoke('utility')).toEqual({ echo: 'ping', type: 'utility' })
  })
})

describe('walls', () => {
  beforeAll(open)
  afterAll(shut)

  test('the page sees the exposed key, frozen, and nothing else of the preload', async () => {
    const seen = await app.page.evaluate(() => {
      const keys = Object.getOwnPropertyNames(window).filter((key) =>
        /electron|ipc|fixture|^preload|bridge/i.test(key),
      )
      const strangers = ['require', 'process', 'module'].filter((key) => key in window)
      return { keys, strangers, frozen: Object.isFrozen(window.fixture) }
    })
    expect(seen).toEqual({ keys: ['fixture'], strangers: [], frozen: true })
  })

  test('the policy of the own scheme stops an inline script and lets an own one run', async () => {
    const intruder = await app.page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.intruder = 1'
      document.body.append(script)
      return window.intruder
    })
    expect(intruder).toBeUndefined()
    expect(await app.page.locator('#said').textContent()).toBe('own script ran at /page.html')
  })

  test('a policy that names the scheme lets the page fetch from it, with headers as main revised them', async () => {
    const answer = await app.page.evaluate(async () => {
      const response = await fetch('page.js')
      return [response.status, response.headers.get('x-revised')]
    })
    expect(answer).toEqual([200, 'yes'])
  })

  test('a refused popup goes where main sends it and leaves one page', async () => {
    await app.page.locator('#tab').click()
    await app.page.evaluate(() => void window.open('https://example.invalid/script'))
    const opened = (): Promise<string[]> =>
      app.evaluate(({ shell }) => [...(shell as unknown as { opened: string[] }).opened])
    await expect.poll(opened).toEqual(['https://example.invalid/tab', 'https://example.invalid/script'])
    await expect.poll(() => app.page.context().pages().length).toBe(1)
  })

  test('a refused navigation leaves the page where it is', async () => {
    const before = app.page.url()
    // Until it has ended it would break off the navigation of the next test.
    const ended = app.page.waitForEvent('requestfailed')
    await app.page.locator('#leave').click()
    await expect.poll(app.output).toContain('will navigate https://example.invalid/leave')
    await ended
    expect(await invoke('echo', 'still here')).toBe('still here')
    expect(app.page.url()).toBe(before)
  })

  test('a link within the own scheme is followed', async () => {
    await app.page.locator('#inside').click()
    await app.page.waitForURL(/inside$/)
    expect(await invoke('sender')).toMatchObject({ url: 'app://fixture/page.html?inside' })
  })

  test('permission handlers are kept and can be asked', async () => {
    const answers = await app.evaluate(async ({ session }) => {
      const { request, check, device } = (session.defaultSession as unknown as DoubleSession)
        .permissionHandlers
      const granted = await new Promise((resolve) =>
        request?.(null as never, 'media', resolve, null as never),
      )
      const details = null as never
      return [
        granted,
        check?.(null, 'media', '', details),
        check?.(null, 'clipboard-sanitized-write', '', details),
        device?.(details),
      ]
    })
    expect(answers).toEqual([false, false, true, false])
  })

  test('what the double lacks throws its own name', async () => {
    const beep = app.evaluate(({ MessageChannelMain }) => new MessageChannelMain().port1.start())
    await expect(beep).rejects.toThrow('electron double: new MessageChannelMain() is not implemented')
    const icon = app.evaluate(({ app: main }) => main.getFileIcon('/x'))
    await expect(icon).rejects.toThrow('electron double: app.getFileIcon() is not implemented')
  })
})

describe('one start', () => {
  afterEach(shut)

  test('the page follows nativeTheme, over what the system asks, and has the clock of main', async () => {
    profile = await mkdtemp(join(tmpdir(), 'double-test-'))
    app = await launch({ colorScheme: 'dark', reducedMotion: 'reduce', now: Date.UTC(2001, 6, 1) })
    expect(await app.page.evaluate(() => new Date().getFullYear())).toBe(2001)
    expect(await app.evaluate(() => new Date(Date.now()).getFullYear())).toBe(2001)
    const shown = (): Promise<boolean[]> =>
      app.page.evaluate(() =>
        ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)'].map(
          (query) => matchMedia(query).matches,
        ),
      )
    expect(await shown()).toEqual([true, true])
    expect(await invoke('theme', 'light')).toBe(false)
    await expect.poll(shown).toEqual([false, true])
    await app.page.reload()
    expect(await shown()).toEqual([false, true])
    await invoke('theme', 'system')
    await expect.poll(shown).toEqual([true, true])
  })

  test('the page has the size of its window, which keeps its minimum', async () => {
    await open()
    const size = (): Promise<number[]> => app.page.evaluate(() => [innerWidth, innerHeight])
    expect(await size()).toEqual([900, 640])
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ width: 500, height: 10 }),
    )
    await expect.poll(size).toEqual([500, 300])
  })

  test('quitting runs will-quit and ends with 0', async () => {
    await open()
    expect(await app.close()).toBe(0)
    expect(app.output()).toContain('will quit')
  })

  test('a second instance ends at once and is announced to the first', async () => {
    await open()
    const second = await launch({ args: ['--open-that'] }).catch((error: unknown) => error)
    expect(second).toBeInstanceOf(AppEndedEarlyError)
    expect((second as AppEndedEarlyError).code).toBe(0)
    await expect.poll(app.output).toContain('second instance --open-that fixture')
  })

  test('a crashed page is reported to main', async () => {
    await open()
    const reason = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      return new Promise<string>((resolve) => {
        contents?.once('render-process-gone', (_event, details) => resolve(details.reason))
        contents?.forcefullyCrashRenderer()
      })
    })
    expect(reason).toBe('crashed')
  })
})
