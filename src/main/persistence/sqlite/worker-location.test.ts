import { expect, it } from 'vitest'
import { workerLocation } from './worker-location.ts'

const built = 'file:///app/out/main/sqlite-worker.js'
const locate = (here: string) => workerLocation(here, (url) => url.href === built).href

it('finds the built worker from the bundle and from its chunks', () => {
  expect(locate('file:///app/out/main/index.js')).toBe(built)
  expect(locate('file:///app/out/main/chunks/open-1a2b.js')).toBe(built)
})

it('runs the source where nothing is built', () => {
  expect(locate('file:///app/src/main/persistence/sqlite/open.ts')).toBe(
    'file:///app/src/main/persistence/sqlite/worker.ts',
  )
})
