import { once } from 'node:events'
import { _electron, type ElectronApplication } from 'playwright'
import { KILLED_MARK, killGroup } from './child.ts'
import { cleanEnvironment } from './environment.ts'
import type { AppUnderTest, LaunchOptions } from './faces.ts'
import { repositoryFile } from './paths.ts'

const CLOSE_LIMIT_MS = 8_000

/** The built app on real Electron, unpackaged. */
export async function launchElectron(options: LaunchOptions): Promise<AppUnderTest> {
  const { colorScheme = 'light', reducedMotion, viewport } = options
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
  try {
    const page = await app.firstWindow()
    if (reducedMotion) await page.emulateMedia({ colorScheme, reducedMotion })
    if (viewport) await page.setViewportSize(viewport)
    let closing: Promise<number | null> | undefined
    return {
      face: 'electron',
      page,
      output: () => parts.join(''),
      evaluate: (run, value) => app.evaluate(run as never, value) as Promise<never>,
      close: () => (closing ??= closeElectron(app, add)),
    }
  } catch (error) {
    killGroup(app.process().pid)
    throw error
  }
}

async function closeElectron(app: ElectronApplication, add: (part: string) => void): Promise<number | null> {
  const child = app.process()
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exited = once(child, 'exit')
  const timer = setTimeout(() => {
    add(`\n${KILLED_MARK} after ${CLOSE_LIMIT_MS} ms\n`)
    killGroup(child.pid)
  }, CLOSE_LIMIT_MS)
  await app.close().catch(() => {})
  await exited
  clearTimeout(timer)
  return child.exitCode
}
