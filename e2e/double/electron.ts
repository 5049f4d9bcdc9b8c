// What `import ... from 'electron'` gives a main that runs on the double. Only this file makes anything.
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { DoubleApp } from './app.ts'
import { readManifest } from './app-paths.ts'
import { ChromiumHost } from './browser.ts'
import { createBrowserWindowClass, type DoubleWindow } from './browser-window.ts'
import { createClipboard } from './clipboard.ts'
import { createDialog, createShell } from './dialogs.ts'
import { DoubleIpcMain } from './ipc-main.ts'
import { createMenuClasses } from './menu.ts'
import { missing, partial } from './missing.ts'
import { DoubleNativeTheme } from './native-theme.ts'
import { createNet } from './net.ts'
import { createNotificationClass } from './notification.ts'
import { createProtocol } from './protocol.ts'
import { createSafeStorage } from './safe-storage.ts'
import { SchemeTable } from './schemes.ts'
import { createScreen } from './screen.ts'
import { createSessionModule, DoubleSession } from './session.ts'
import { readSettings } from './settings.ts'
import { openSideChannel } from './side-channel.ts'
import { createTrayClass, nativeImage as images } from './tray.ts'
import { utilityProcess } from './utility-process.ts'

const settings = readSettings(process.env)
const windows = new Set<DoubleWindow>()
const schemes = new SchemeTable()
const chromium = new ChromiumHost(
  () => join(app.getPath('userData'), 'chromium-double'),
  () => defaultSession.proxy,
  settings.clockAheadMs,
)

export const app = partial(
  'app',
  new DoubleApp(readManifest(process.argv[1] ?? ''), {
    closeWindows: () => [...windows].forEach((window) => window.close()),
    openWindows: () => windows.size,
    closeBrowser: () => chromium.close(),
  }),
)
const isReady = (): boolean => app.isReady()

/** For the starter of the double, not for the app. */
export const mainEvaluated = (): void => app.mainEvaluated()

export const ipcMain = partial('ipcMain', new DoubleIpcMain())
export const protocol = createProtocol(schemes, isReady)
export const nativeTheme = partial('nativeTheme', new DoubleNativeTheme(settings))
const defaultSession = partial('session', new DoubleSession(protocol))
export const session = createSessionModule(defaultSession)
export const BrowserWindow = createBrowserWindowClass({
  app,
  chromium,
  ipcMain,
  nativeTheme,
  schemes,
  session: defaultSession,
  windows,
})
export const { Menu, MenuItem } = createMenuClasses(() => BrowserWindow.getFocusedWindow() ?? undefined, {
  quit: () => app.quit(),
  close: (window) => window?.close(),
  minimize: (window) => window?.minimize(),
  reload: (window) => window?.reload(),
  forceReload: (window) => window?.reload(),
  undo: (window) => window?.webContents.edit('Undo'),
  redo: (window) => window?.webContents.edit('Redo'),
  cut: (window) => window?.webContents.edit('Cut'),
  copy: (window) => window?.webContents.edit('Copy'),
  paste: (window) => window?.webContents.edit('Paste'),
  pasteAndMatchStyle: (window) => window?.webContents.edit('PasteAndMatchStyle'),
  selectAll: (window) => window?.webContents.edit('SelectAll'),
  togglefullscreen: (window) => window?.setFullScreen(!window.isFullScreen()),
})
export const dialog = createDialog(settings.answers)
export const nativeImage = partial('nativeImage', images)
export const Tray = createTrayClass()
export const Notification = createNotificationClass()
export const shell = createShell()
export const clipboard = createClipboard()
export const safeStorage = createSafeStorage(settings, isReady)
export const net = createNet(schemes)
export const screen = createScreen()
export const powerMonitor = partial('powerMonitor', new EventEmitter())
export { utilityProcess }

export const autoUpdater = missing('autoUpdater')
export const contentTracing = missing('contentTracing')
export const contextBridge = missing('contextBridge')
export const crashReporter = missing('crashReporter')
export const desktopCapturer = missing('desktopCapturer')
export const globalShortcut = missing('globalShortcut')
export const ipcRenderer = missing('ipcRenderer')
export const MessageChannelMain = missing('MessageChannelMain')
export const netLog = missing('netLog')
export const powerSaveBlocker = missing('powerSaveBlocker')
export const pushNotifications = missing('pushNotifications')
export const systemPreferences = missing('systemPreferences')
export const webContents = missing('webContents')
export const webFrameMain = missing('webFrameMain')
export const WebContentsView = missing('WebContentsView')

const electron = {
  app,
  autoUpdater,
  BrowserWindow,
  clipboard,
  crashReporter,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  webContents,
}
export default electron

// Electron only warns of an unhandled rejection; plain Node would exit.
process.on('unhandledRejection', (error) => console.error('UnhandledPromiseRejectionWarning:', error))
process.on('SIGTERM', () => app.quit())
process.on('SIGINT', () => app.quit())
openSideChannel(app, chromium, electron)
