import type * as ElectronModule from 'electron'
import type { Browser, Page } from 'playwright'
import { launchHeadless } from './browser-face.ts'
import { launchDouble } from './desktop-double.ts'
import { launchElectron } from './desktop-electron.ts'
import { electronBinary, repositoryFile } from './paths.ts'

/** The product as a spec sees it, whichever way it runs. */
export interface AppUnderTest {
  readonly face: 'electron' | 'double' | 'browser'
  readonly page: Page
  /**
   * Runs `run` in the main process with the electron module. Only its text travels: it may use nothing from outside
   * itself but `value`, and its result must be cloneable. Throws on the browser face.
   */
  evaluate<R, A>(run: MainFunction<R, A>, value?: A): Promise<R>
  /** Everything main wrote to stdout and stderr so far. */
  readonly output: () => string
  /** Resolves when the app has ended, by itself or not, with its exit code; `null` when a signal ended it. */
  readonly ended: Promise<number | null>
  /** Asks the app to end, ends it by force after a limit, and gives its exit code; `null` when a signal ended it. */
  close(): Promise<number | null>
  /** Ends everything at once, as a crash of the machine would. Nothing is asked and nothing can be saved. */
  kill(): Promise<void>
}

export type MainFunction<R, A> = (electron: typeof ElectronModule, value: A) => R | Promise<R>

export interface LaunchOptions {
  /** The folder the product keeps everything in. */
  readonly profile: string
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  readonly viewport?: { readonly width: number; readonly height: number }
  /** What the person's system asks for. */
  readonly colorScheme?: 'light' | 'dark'
  readonly reducedMotion?: 'reduce' | 'no-preference'
  /** What the buttons begin with that the person presses in message boxes, one after another; on the double only. */
  readonly answers?: readonly string[]
  /** What the clock says at the start, in ms since 1970; on the double only. */
  readonly now?: number
  /** Whether to wait until the chats are open, which the desktop's window does not; true without it. */
  readonly isPatient?: boolean
  /** How long the app may take to end when asked before it is killed; 8,000 ms without it. */
  readonly closeLimitMs?: number
}

/** The desktop app: on Electron where its binary is, else (or with `E2E_ELECTRON=double`) on the double. */
export function launchApp(options: LaunchOptions): Promise<AppUnderTest> {
  const entry = repositoryFile('out/main/index.js')
  return electronBinary() ? launchElectron(options) : launchDouble(entry, options)
}

/** The headless server with a page of Chromium; without `browser` it starts one of its own. */
export function launchBrowserFace(options: LaunchOptions, browser?: Browser): Promise<AppUnderTest> {
  return launchHeadless(repositoryFile('out/main/headless.js'), options, browser)
}
