import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readWindowPlace, writeWindowPlace, type WindowPlace } from './window-file.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'window-file-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const place: WindowPlace = {
  version: 1,
  bounds: { x: -20, y: 30, width: 900, height: 700 },
  maximized: false,
  fullScreen: true,
  zoomLevel: 2.5,
}

test('NA-05 what was kept is read again', async () => {
  const path = join(folder, 'window.json')
  await writeWindowPlace(path, place)
  expect(readWindowPlace(path)).toEqual(place)
})

test.each([
  ['a file that is not there', undefined],
  ['half a file', '{"version":1,"bounds"'],
  ['another format', JSON.stringify({ ...place, version: 2 })],
  ['a size that no window has', JSON.stringify({ ...place, bounds: { ...place.bounds, width: 1e9 } })],
  ['a zoom that nobody could undo', JSON.stringify({ ...place, zoomLevel: 40 })],
])('NA-05 %s is as none', (_name, content) => {
  const path = join(folder, 'window.json')
  if (content !== undefined) writeFileSync(path, content)
  expect(readWindowPlace(path)).toBeUndefined()
})
