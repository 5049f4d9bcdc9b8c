import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Stands for Electron up to the moment when it is ready: there the main entry has been evaluated, and the process ends.
process.env.PARLEY_DATA_DIR ??= join(tmpdir(), 'parley-bench-start')
const names = [
  'BrowserWindow',
  'dialog',
  'ipcMain',
  'Menu',
  'nativeImage',
  'nativeTheme',
  'net',
  'protocol',
  'safeStorage',
]
const others = [...names, 'screen', 'session', 'shell', 'Notification', 'Tray', 'clipboard', 'powerMonitor']
const source = `
const nothing = new Proxy(function () {}, { get: (_, name) => name === 'then' ? undefined : nothing, apply: () => nothing })
export const app = new Proxy({}, { get: (_, name) => name === 'whenReady' ? () => process.exit(0) : () => true })
${others.map((name) => `export const ${name} = nothing`).join('\n')}
`
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: 'electron:', format: 'module', shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) =>
    url === 'electron:' ? { source, format: 'module', shortCircuit: true } : next(url, context),
})
