import { expect, test } from 'vitest'
import { createRandom } from '../../../../e2e/crash/random.ts'
import { messageIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import { providers, randomPath } from '../testing/random-history.ts'
import { newRun } from '../testing/live-run-fixture.ts'
import { historyOf } from '../run/history.ts'
import { planFold, trimPath, withoutOldest, type FoldPlan } from './plan-fold.ts'
import { summaryRequest } from './summary-request.ts'
import { foldPath, joinPath } from './told-path.ts'

const { options } = newRun()

/** The path as it is told once this plan was carried out. */
function folded(path: readonly Message[], { upTo, messageCount, tokens }: FoldPlan): readonly Message[] {
  const part = { type: 'summary', text: 'Short', messageCount, tokens } as const
  const { sessionId, createdAt } = upTo
  const id = messageIdOf('summary')
  return joinPath(
    foldPath(path, [{ id, sessionId, parentId: upTo.id, role: 'system', parts: [part], createdAt }]),
  )
}

test('S2-23 whatever has happened, the shorter conversation has whole turns, and the last one as it was', () => {
  for (let seed = 0; seed < 2_000; seed++) {
    const chance = createRandom(seed)
    const path = randomPath(chance)
    const told = foldPath(path, [])
    const plan = planFold(told, 1 + chance.below(200))
    const shorter = [
      joinPath(trimPath(told, chance.below(60))),
      joinPath(withoutOldest(told, chance.below(path.length + 2))),
      ...(plan ? [folded(path, plan)] : []),
    ]
    for (const messages of shorter) {
      const kept = messages.filter(({ id }) =>
        path.some((message) => message.id === id && message.role !== 'system'),
      )
      expect(path.slice(path.length - kept.length).map(({ id }) => id)).toEqual(kept.map(({ id }) => id))
      expect(messages.at(-1)).toEqual(path.at(-1))
      const first = kept[0]
      const isWhole =
        first?.role === 'user' || kept.length === path.filter(({ role }) => role !== 'system').length
      expect(isWhole, `seed ${seed}`).toBe(true)
      for (const provider of providers)
        checkTurns(historyOf(messages, provider), `seed ${seed} for ${provider}`)
    }
    const asked = plan && summaryRequest(plan, options, 50).request.messages
    expect(asked?.map(({ role }) => role) ?? ['user']).toEqual(['user'])
  }
})

function checkTurns(turns: ReturnType<typeof historyOf>, where: string): void {
  turns.forEach(({ role, parts }, index) => {
    const before = turns[index - 1]
    expect(role, where).not.toBe(before?.role)
    expect(parts.length, where).toBeGreaterThan(0)
    const calls = (before?.parts ?? []).flatMap((part) => (part.type === 'tool-call' ? [part.id] : []))
    const results = parts.flatMap((part) => (part.type === 'tool-result' ? [part.callId] : []))
    expect(results, where).toEqual(calls)
  })
  expect(turns.at(-1)?.role, where).toBe('user')
}

function questionOf(id: string, words: string): Message {
  return {
    id: messageIdOf(id),
    sessionId: sessionIdOf('session'),
    parentId: null,
    role: 'user',
    parts: [{ type: 'text', text: words }],
    createdAt: 1,
  }
}

test('a conversation that is longer than the window is shortened in its middle for the summary', () => {
  const text = `begin ${'x'.repeat(300_000)} end`
  const plan = planFold(
    foldPath([questionOf('a', text), questionOf('b', 'short'), questionOf('c', 'now')], []),
    8_000,
  )
  expect(plan?.folded.map(({ id }) => id)).toEqual(['a'])
  if (!plan) return
  const { request, isWhole } = summaryRequest(plan, options, 8_000)
  const [part] = request.messages[0]?.parts ?? []
  const words = part?.type === 'text' ? part.text : ''
  expect(isWhole).toBe(false)
  expect(words.length).toBeLessThan(8_000 * 3)
  expect(words).toMatch(/begin x+\n\[… [\d,]+ characters left out …\]\nx+ end/)
})
