import { EventEmitter } from 'node:events'

export type InvokeHandler = (event: unknown, ...values: unknown[]) => unknown

/** `ipcMain`: messages are events of its own, calls go to one handler per channel. */
export class DoubleIpcMain extends EventEmitter {
  private readonly handlers = new Map<string, InvokeHandler>()

  handle(channel: string, handler: InvokeHandler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.handlers.set(channel, handler)
  }

  handleOnce(channel: string, handler: InvokeHandler): void {
    this.handle(channel, (event, ...values) => {
      this.removeHandler(channel)
      return handler(event, ...values)
    })
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel)
  }

  /** Answers one call as the page will see it; Electron, too, sends on only the error's text. */
  async answer(channel: string, event: unknown, values: readonly unknown[]): Promise<InvokeAnswer> {
    const handler = this.handlers.get(channel)
    if (!handler) return { error: `Error: No handler registered for '${channel}'` }
    try {
      return { value: await handler(event, ...values) }
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error)
      return { error: String(error) }
    }
  }
}

export type InvokeAnswer = { readonly value: unknown } | { readonly error: string }
