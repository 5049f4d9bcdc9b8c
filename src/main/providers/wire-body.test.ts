import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { createFakeClock } from '../core/testing/fake-clock.ts'
import { createWatch } from './watch.ts'
import { openBody, type WireBody } from './wire-body.ts'

const limits = { firstByteMs: 1_000, idleMs: 1_000, totalMs: 1_000 }

function opened() {
  const stream = new Response('Hello').body
  if (!stream) throw new Error('no body')
  const watch = createWatch(limits, createFakeClock(), new AbortController().signal)
  return { watch, body: openBody(stream, watch) }
}

const ways: readonly (readonly [string, (body: WireBody) => Promise<unknown>])[] = [
  ['read to its end', async (body) => [await body.read(), await body.read()]],
  ['left', async (body) => body.leave()],
  [
    'finished aside',
    async (body) => {
      body.finish()
      await new Promise((resolve) => setImmediate(resolve))
    },
  ],
]

test.each(ways)('a body that was %s is held by nothing that outlives it', async (_, use) => {
  const { watch, body } = opened()
  expect(getEventListeners(watch.signal, 'abort')).toHaveLength(1)
  await use(body)
  expect(getEventListeners(watch.signal, 'abort')).toHaveLength(0)
})
