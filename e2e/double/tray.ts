import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import type { DoubleMenu } from './menu.ts'

/** An image that knows no more than whether there is one. */
export interface DoubleImage {
  isEmpty(): boolean
}

export const nativeImage = {
  createFromPath: (path: string): DoubleImage => ({ isEmpty: () => !existsSync(path) }),
}

/** Makes the `Tray` class; `Tray.shown` is the double's own: the icons that are in the tray. */
export function createTrayClass() {
  const shown = new Set<DoubleTray>()

  class DoubleTray extends EventEmitter {
    readonly image: DoubleImage
    toolTip = ''
    menu: DoubleMenu | null = null

    constructor(image: DoubleImage) {
      super()
      this.image = image
      shown.add(this)
    }

    setToolTip(toolTip: string): void {
      this.toolTip = toolTip
    }

    setContextMenu(menu: DoubleMenu | null): void {
      this.menu = menu
    }

    destroy(): void {
      shown.delete(this)
    }

    static shown(): readonly DoubleTray[] {
      return [...shown]
    }
  }
  return DoubleTray
}
