import { EventEmitter } from 'node:events'
import type { NotificationConstructorOptions } from 'electron'

/** Makes the `Notification` class; `Notification.shown()` is the double's own: those that stand there, oldest first. */
export function createNotificationClass() {
  const shown = new Set<DoubleNotification>()

  class DoubleNotification extends EventEmitter {
    readonly title: string
    readonly body: string

    constructor({ title = '', body = '' }: NotificationConstructorOptions = {}) {
      super()
      this.title = title
      this.body = body
    }

    show(): void {
      shown.add(this)
      this.emit('show', {})
    }

    close(): void {
      if (shown.delete(this)) this.emit('close', {})
    }

    static isSupported(): boolean {
      return true
    }

    static shown(): readonly DoubleNotification[] {
      return [...shown]
    }
  }
  return DoubleNotification
}
