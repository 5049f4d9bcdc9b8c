import { chromium, type Browser, type BrowserContext } from 'playwright'
import { chromiumLaunchOptions } from '../chromium.ts'
import { type Child, killGroup, startChild } from './child.ts'
import { cleanEnvironment } from './environment.ts'
import type { AppUnderTest, LaunchOptions } from './faces.ts'

const ADDRESS = /https?:\/\/127\.0\.0\.1:\d+\/\S*/

/** Starts the headless bundle `entry` as a server on a free port and opens the address it prints. */
export async function launchHeadless(
  entry: string,
  options: LaunchOptions,
  shared?: Browser,
): Promise<AppUnderTest> {
  const child = startChild({
    entry,
    args: ['serve', '--port', '0', ...(options.args ?? [])],
    execArgv: ['--enable-source-maps'],
    env: cleanEnvironment(process.env, options.profile, options.env),
    closeLimitMs: options.closeLimitMs,
  })
  let own: Browser | undefined
  try {
    const address = await Promise.race([printedAddress(child), child.endedEarly])
    own = shared ? undefined : await chromium.launch(chromiumLaunchOptions())
    const browser = shared ?? own
    if (!browser) throw new Error('there is no browser to open the page in')
    const context = await browser.newContext({
      colorScheme: options.colorScheme ?? 'light',
      reducedMotion: options.reducedMotion ?? 'no-preference',
      viewport: options.viewport ?? { width: 1280, height: 800 },
    })
    return await appOf(child, context, address, own)
  } catch (error) {
    killGroup(child.process.pid)
    await own?.close()
    throw error
  }
}

async function appOf(
  child: Child,
  context: BrowserContext,
  address: string,
  own: Browser | undefined,
): Promise<AppUnderTest> {
  const page = await context.newPage()
  const early: string[] = []
  page.on('pageerror', (error) => early.push(`renderer: uncaught ${error.stack ?? error.message}\n`))
  await page.goto(address)
  let closing: Promise<number | null> | undefined
  const close = async (): Promise<number | null> => {
    await context.close().catch(() => {})
    const code = await child.stop(() => child.process.kill('SIGTERM'))
    await own?.close().catch(() => {})
    return code
  }
  return {
    face: 'browser',
    page,
    output: () => child.output() + early.join(''),
    evaluate: () => Promise.reject(new Error('there is no main process to evaluate in on the browser face')),
    ended: child.exited,
    close: () => (closing ??= close()),
    async kill() {
      killGroup(child.process.pid)
      await child.exited
    },
  }
}

function printedAddress(child: Child): Promise<string> {
  return new Promise((resolve) => {
    const look = (): void => {
      // A chunk may end inside the address: only a whole line counts.
      const lines = child.output().split('\n').slice(0, -1)
      const address = lines.map((line) => ADDRESS.exec(line)?.[0]).find(Boolean)
      if (!address) return
      child.process.stdout?.off('data', look)
      resolve(address)
    }
    child.process.stdout?.on('data', look)
  })
}
