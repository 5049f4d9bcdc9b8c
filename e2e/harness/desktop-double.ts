import { chromium, type Browser, type Page } from 'playwright'
import { type DoubleSettings, SETTINGS_VARIABLE } from '../double/settings.ts'
import type { FromTest, ToTest } from '../double/side-channel.ts'
import { causeOf, type Child, killGroup, startChild } from './child.ts'
import { cleanEnvironment } from './environment.ts'
import { answered } from './answered.ts'
import type { AppUnderTest, LaunchOptions, MainFunction } from './faces.ts'
import { repositoryFile } from './paths.ts'

/** Runs a built Electron main on the double. Rejects with AppEndedEarlyError when main ends without a window. */
export async function launchDouble(entry: string, options: LaunchOptions): Promise<AppUnderTest> {
  const child = startChild({
    entry: repositoryFile('e2e/double/run.ts'),
    args: [entry, ...(options.args ?? [])],
    execArgv: ['--enable-source-maps', '--import', repositoryFile('e2e/double/register.ts')],
    env: environmentOf(options),
    closeLimitMs: options.closeLimitMs,
  })
  let browserPid: number | undefined
  try {
    const ready = await Promise.race([hear(child, 'ready'), child.endedEarly])
    browserPid = ready.browserPid
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${ready.port}`, { noDefaults: true })
    const page = await firstPage(browser)
    if (options.viewport) await page.setViewportSize(options.viewport)
    if (options.isPatient !== false) await Promise.race([answered(page), child.endedEarly])
    return appOf(child, browser, page, browserPid)
  } catch (error) {
    const cause = await causeOf(error, child.endedEarly)
    killGroup(child.process.pid)
    killGroup(browserPid)
    throw cause
  }
}

function appOf(child: Child, browser: Browser, page: Page, browserPid: number): AppUnderTest {
  let lastId = 0
  let closing: Promise<number | null> | undefined
  const close = async (): Promise<number | null> => {
    const code = await child.stop(() => tell(child, { double: 'quit' }))
    killGroup(browserPid)
    await browser.close().catch(() => {})
    return code
  }
  return {
    face: 'double',
    page,
    output: child.output,
    evaluate: (run, value) => evaluate(child, ++lastId, run, value),
    ended: child.exited,
    close: () => (closing ??= close()),
    async kill() {
      killGroup(child.process.pid)
      killGroup(browserPid)
      await child.exited
    },
  }
}

async function evaluate<R, A>(child: Child, id: number, run: MainFunction<R, A>, value?: A): Promise<R> {
  const answer = hear(child, 'evaluated', (message) => message.id === id)
  tell(child, { double: 'evaluate', id, code: String(run), value })
  const message = await Promise.race([answer, child.endedEarly])
  if ('error' in message) throw new Error(message.error)
  return message.value as R
}

function tell(child: Child, message: FromTest): void {
  if (child.process.connected) child.process.send(message)
}

type Heard<K extends ToTest['double']> = Extract<ToTest, { double: K }>

function hear<K extends ToTest['double']>(
  child: Child,
  kind: K,
  accepts: (message: Heard<K>) => boolean = () => true,
): Promise<Heard<K>> {
  return new Promise((resolve) => {
    const listener = (message: ToTest): void => {
      if (message.double !== kind || !accepts(message as Heard<K>)) return
      child.process.off('message', listener)
      resolve(message as Heard<K>)
    }
    child.process.on('message', listener)
  })
}

async function firstPage(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0]
  if (!context) throw new Error('the double has no browser context')
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  await page.waitForLoadState('domcontentloaded')
  return page
}

function environmentOf(options: LaunchOptions): Record<string, string> {
  const { colorScheme = 'light', reducedMotion = 'no-preference', answers = [], now } = options
  const clockAheadMs = now === undefined ? 0 : now - Date.now()
  const settings: Partial<DoubleSettings> = { colorScheme, reducedMotion, answers, clockAheadMs }
  const given = { [SETTINGS_VARIABLE]: JSON.stringify(settings), ...options.env }
  return cleanEnvironment(process.env, options.profile, given)
}
