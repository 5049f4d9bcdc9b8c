import { EventEmitter } from 'node:events'
import type { Display } from 'electron'
import { partial } from './missing.ts'

const AREA = { x: 0, y: 0, width: 1920, height: 1080 }
const DISPLAY: Partial<Display> = {
  id: 1,
  label: 'double',
  bounds: AREA,
  workArea: AREA,
  size: { width: AREA.width, height: AREA.height },
  workAreaSize: { width: AREA.width, height: AREA.height },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
  detected: true,
}

/** `screen`: one display that never changes. */
export function createScreen() {
  const known = {
    getPrimaryDisplay: () => DISPLAY,
    getAllDisplays: () => [DISPLAY],
    getDisplayMatching: () => DISPLAY,
    getDisplayNearestPoint: () => DISPLAY,
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
  }
  return partial('screen', Object.assign(new EventEmitter(), known))
}
