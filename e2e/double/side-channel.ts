import { runInThisContext } from 'node:vm'
import type { DoubleApp } from './app.ts'
import type { ChromiumHost } from './browser.ts'
import type { DoubleWindow } from './browser-window.ts'

/** What a test sends to a main that runs on the double. */
export type FromTest =
  | { readonly double: 'evaluate'; readonly id: number; readonly code: string; readonly value: unknown }
  | { readonly double: 'quit' }

/** What it hears. `ready` comes once, when the first window's document is parsed. */
export type ToTest =
  | { readonly double: 'ready'; readonly port: number; readonly browserPid: number }
  | { readonly double: 'evaluated'; readonly id: number; readonly value: unknown }
  | { readonly double: 'evaluated'; readonly id: number; readonly error: string }

/** Joins main to the test that started it; does nothing when nobody did. */
export function openSideChannel(app: DoubleApp, chromium: ChromiumHost, electron: object): void {
  if (!process.send) return
  // The test is gone: leave no browser behind.
  process.on('disconnect', () => app.exit(1))
  process.on('message', (message: FromTest) => {
    if (message.double === 'quit') app.quit()
    if (message.double === 'evaluate') void evaluate(message, electron).then(tell)
  })
  app.once('browser-window-created', (_event: unknown, window: DoubleWindow) => {
    window.webContents.once('dom-ready', () => tell({ double: 'ready', ...chromium.endpoint() }))
  })
}

function tell(message: ToTest): void {
  process.send?.(message)
}

async function evaluate(request: FromTest & { double: 'evaluate' }, electron: object): Promise<ToTest> {
  const { id, code, value } = request
  try {
    const call = runInThisContext(`(${code})`) as (electron: object, value: unknown) => unknown
    return { double: 'evaluated', id, value: structuredClone(await call(electron, value)) }
  } catch (error) {
    return {
      double: 'evaluated',
      id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}
