import { once } from 'node:events'
import { _electron, type ElectronApplication } from 'playwright'
import { answered } from './answered.ts'
import { AppEndedEarlyError, causeOf, CLOSE_LIMIT_MS, KILLED_MARK, killGroup } from './child.ts'
import { cleanEnvironment } from './environment.ts'
import type { AppUnderTest, LaunchOptions } from './faces.ts'
import { repositoryFile } from './paths.ts'

/** The built app on real Electron, unpackaged. */
export async function launchElectron(options: LaunchOptions): Promise<AppUnderTest> {
  const { colorScheme = 'light', reducedMotion, viewport, closeLimitMs = CLOSE_LIMIT_MS } = options
  const root = repositoryFile('.')
  // No executablePath: only without it does Playwright add the loader that holds `ready` until it is attached.
  const app = await _electron.launch({
    args: [root, ...(options.args ?? [])],
    cwd: root,
    env: cleanEnvironment(process.env, options.profile, options.env),
    colorScheme,
  })
  const parts: string[] = []
  const add = (part: unknown): void => void parts.push(String(part))
  app.process().stdout?.on('data', add)
  app.process().stderr?.on('data', add)
  const ended = once(app.process(), 'exit').then(([code]: (number | null)[]) => code ?? null)
  try {
    const page = await app.firstWindow()
    page.on('pageerror', (error) => add(`renderer: uncaught ${error.stack ?? error.message}\n`))
    if (reducedMotion) await page.emulateMedia({ colorScheme, reducedMotion })
    if (viewport) await page.setViewportSize(viewport)
    if (options.isPatient !== false) await answered(page)
    let closing: Promise<number | null> | undefined
    return {
      face: 'electron',
      page,
      output: () => parts.join(''),
      evaluate: (run, value) => app.evaluate(run as never, value) as Promise<never>,
      ended,
      close: () => (closing ??= closeElectron(app, add, closeLimitMs)),
      async kill() {
        const exited = once(app.process(), 'exit')
        killGroup(app.process().pid)
        await exited
      },
    }
  } catch (error) {
    const endedEarly = ended.then((code): never => {
      throw new AppEndedEarlyError(code, parts.join(''))
    })
    const cause = await causeOf(error, endedEarly)
    killGroup(app.process().pid)
    throw cause
  }
}

async function closeElectron(
  app: ElectronApplication,
  add: (part: string) => void,
  limitMs: number,
): Promise<number | null> {
  const child = app.process()
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exited = once(child, 'exit')
  const timer = setTimeout(() => {
    add(`\n${KILLED_MARK} after ${limitMs} ms\n`)
    killGroup(child.pid)
  }, limitMs)
  await app.close().catch(() => {})
  await exited
  clearTimeout(timer)
  return child.exitCode
}
