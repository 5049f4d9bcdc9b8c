import { expect, test } from 'vitest'
import { createRandom } from '../../../../e2e/crash/random.ts'
import { providers, randomPath } from '../testing/random-history.ts'
import { historyOf } from './history.ts'

test('S2-2 sides take turns, every call has one result behind it, and nothing is empty, whatever has happened', () => {
  for (let seed = 0; seed < 3_000; seed++) {
    const path = randomPath(createRandom(seed))
    for (const provider of providers) {
      const turns = historyOf(path, provider)
      turns.forEach(({ role, parts }, index) => {
        const before = turns[index - 1]
        const where = `seed ${seed}, turn ${index} for ${provider}`
        expect(parts.length, where).toBeGreaterThan(0)
        expect(role, where).not.toBe(before?.role)
        const calls = idsOf(before?.parts ?? [], 'tool-call')
        const results = idsOf(parts, 'tool-result')
        expect(results, where).toEqual(role === 'tool' ? calls : [])
        expect(role === 'tool', where).toBe(calls.length > 0)
      })
      expect(turns.at(-1)?.role).toBe('user')
    }
  }
})

function idsOf(parts: ReturnType<typeof historyOf>[number]['parts'], type: 'tool-call' | 'tool-result') {
  return parts.flatMap((part) => {
    if (part.type === 'tool-call' && type === part.type) return [part.id]
    return part.type === 'tool-result' && type === part.type ? [part.callId] : []
  })
}
