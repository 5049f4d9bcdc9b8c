import type { DoubleApp } from './app.ts'
import type { ChromiumHost } from './browser.ts'
import type { DoubleWindow } from './browser-window.ts'
import type { DoubleIpcMain } from './ipc-main.ts'
import type { DoubleNativeTheme } from './native-theme.ts'
import type { SchemeTable } from './schemes.ts'
import type { DoubleSession } from './session.ts'

/** What a window and its page need of the rest of the double. */
export interface Wiring {
  readonly app: DoubleApp
  readonly chromium: ChromiumHost
  readonly ipcMain: DoubleIpcMain
  readonly nativeTheme: DoubleNativeTheme
  readonly schemes: SchemeTable
  readonly session: DoubleSession
  readonly windows: Set<DoubleWindow>
}
