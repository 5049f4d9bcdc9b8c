import type { Rectangle } from 'electron'

export const leastSize = { width: 600, height: 480 } as const
const usualSize = { width: 1280, height: 800 } as const

/** How much of the title bar must be in sight for a hand to get hold of it, in points. */
const barHeight = 32
const graspableWidth = 120

/** Where a window opens; without a place the system puts it in the middle. */
export type Opening = Pick<Rectangle, 'width' | 'height'> & Partial<Pick<Rectangle, 'x' | 'y'>>

/**
 * Where the window opens that stood at `last`, `workArea` being that of the display nearest to it now. Its place is kept
 * where its title bar can be reached there, its size as far as the display has room.
 */
export function openingOf(last: Rectangle | undefined, workArea: Rectangle): Opening {
  if (!last) return usualSize
  const size = {
    width: Math.max(leastSize.width, Math.min(last.width, workArea.width)),
    height: Math.max(leastSize.height, Math.min(last.height, workArea.height)),
  }
  return isReachable(last, workArea) ? { x: last.x, y: last.y, ...size } : size
}

function isReachable({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const inSight = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return inSight >= graspableWidth && y >= area.y && y + barHeight <= area.y + area.height
}
