import { expect, test } from 'vitest'
import { maxMessageBytes } from '../../contract/draft.ts'
import { createFakeTransport } from '../transport/fake/fake-transport.ts'
import { createDrafts } from './drafts.ts'

/** Drafts with a clock that the test moves. */
function setUp(kept: Readonly<Record<string, string>> = {}) {
  const core = createFakeTransport({ drafts: kept })
  const waiting = new Map<() => void, number>()
  const leaving: (() => void)[] = []
  const drafts = createDrafts({
    transport: core,
    delay(work, ms) {
      waiting.set(work, ms)
      return () => waiting.delete(work)
    },
    onLeave: (work) => void leaving.push(work),
  })
  const wait = async () => {
    const delays = [...waiting.values()]
    for (const work of waiting.keys()) work()
    waiting.clear()
    // What these began is done when the promises that wait now have had their turn.
    await new Promise((resolve) => setTimeout(resolve, 0))
    return delays
  }
  const leave = () => leaving.forEach((work) => work())
  const puts = () => core.calls.filter(({ method }) => method === 'drafts.put').map(({ input }) => input)
  return { core, drafts, wait, leave, puts, shown: () => drafts.store.getState().drafts }
}

test('DU-04 while somebody writes without a pause, what is kept is never two seconds old', async () => {
  const { drafts, wait, puts, core } = setUp()
  for (let turn = 1; turn <= 3; turn++) {
    drafts.set('s1', `turn ${turn}`)
    drafts.set('s1', `turn ${turn}, and on`)
    for (const ms of await wait()) expect(ms).toBeLessThan(2_000)
    expect(core.world.drafts.get('s1')).toBe(`turn ${turn}, and on`)
  }
  expect(puts()).toHaveLength(3)
  expect(await wait()).toEqual([])
  drafts.set('s1', 'long '.repeat(100_000))
  for (const ms of await wait()) expect(ms).toBeLessThan(2_000)
  expect(core.world.drafts.get('s1')).toHaveLength(500_000)
})

test('what an earlier window left is read, and what was written meanwhile stays', async () => {
  const { drafts, shown } = setUp({ a: 'old a', b: 'old b' })
  drafts.set('b', 'new b')
  await drafts.load()
  expect(shown()).toEqual({ a: 'old a', b: 'new b' })
})

test.each([{}, { s1: 'to send' }])(
  'a text that is being sent stays kept until the core has it: %o',
  async (kept) => {
    const { core, drafts, wait, shown } = setUp(kept)
    await drafts.load()
    drafts.set('s1', 'to send')
    drafts.lift('s1')
    await wait()
    expect(shown()).toEqual({})
    expect(core.world.drafts.get('s1')).toBe('to send')
    drafts.settle('s1')
    await wait()
    expect(core.world.drafts.get('s1')).toBe('')
  },
)

test('what the core refused is offered again, in its newest form', async () => {
  const { core, drafts, wait } = setUp()
  core.answer('drafts.put', () => Promise.reject(new Error('disk full')))
  drafts.set('s1', 'one')
  await wait()
  drafts.set('s1', 'two')
  core.answer('drafts.put', ({ key, text }) => (core.world.drafts.set(key, text), {}))
  await wait()
  expect(core.world.drafts.get('s1')).toBe('two')
})

test('a page that is left keeps what it has at once', async () => {
  const { core, drafts, leave, wait } = setUp()
  drafts.set('s1', 'last words')
  leave()
  expect(await wait()).toEqual([])
  expect(core.world.drafts.get('s1')).toBe('last words')
})

test('a text that is too long to be kept lives as long as the window', async () => {
  const { drafts, wait, puts, shown } = setUp()
  drafts.set('s1', 'ä'.repeat(maxMessageBytes / 2 + 1))
  await wait()
  expect(puts()).toEqual([])
  expect(shown()['s1']).toHaveLength(maxMessageBytes / 2 + 1)
})
