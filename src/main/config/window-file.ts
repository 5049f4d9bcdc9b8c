import { readFileSync } from 'node:fs'
import { writeAtomically } from '../disk/write-atomically.ts'

/** Electron's zoom levels: each is 1.2 times the one before, 0 is the usual size. */
export const leastZoom = -3
export const mostZoom = 6
const farthest = 100_000

/** How the window stood when it was used last. */
export interface WindowPlace {
  readonly version: 1
  /** Of the window that is neither maximised nor full screen, in points of the desktop. */
  readonly bounds: {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }
  readonly maximized: boolean
  readonly fullScreen: boolean
  readonly zoomLevel: number
}

/** Undefined where there is none, or none that can be understood: then the window opens as at the first start. */
export function readWindowPlace(path: string): WindowPlace | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return isWindowPlace(content) ? content : undefined
  } catch {
    return undefined
  }
}

/** Rejects with what the system said. */
export async function writeWindowPlace(path: string, place: WindowPlace): Promise<void> {
  await writeAtomically(path, `${JSON.stringify(place)}\n`, 0o600)
}

// By hand: the window opens before the schemas are read.
function isWindowPlace(content: unknown): content is WindowPlace {
  const { version, bounds, maximized, fullScreen, zoomLevel } = fieldsOf(content)
  const { x, y, width, height } = fieldsOf(bounds)
  return (
    version === 1 &&
    [x, y].every((edge) => isBetween(edge, -farthest, farthest)) &&
    [width, height].every((length) => isBetween(length, 1, farthest)) &&
    [maximized, fullScreen].every((state) => typeof state === 'boolean') &&
    isBetween(zoomLevel, leastZoom, mostZoom)
  )
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value ? { ...value } : {}
}

function isBetween(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most
}
