import { expect } from 'vitest'
import type { RunMoney } from '../../../src/main/core/money/run-money.ts'
import { hang, send } from '../fault-server.ts'
import { calls, says, type FaultScenario } from '../scenario.ts'
import { answering, chunkOf, heardBeginning, type WireForm } from '../wire-form.ts'

const asking = (form: WireForm, number: number, text: string) =>
  answering(form, form.body([calls(`c${number}`, JSON.stringify({ text }))], 'tool-calls'))

/** A dollar a round, and no more than that. */
const dear: RunMoney = { charge: async () => 1, reached: async (cost) => (cost >= 1 ? 'run' : undefined) }

/** Models that never come to an end. */
export const budgets: readonly FaultScenario[] = [
  {
    name: 'PV-63 the same call for ever',
    setting: () => ({ options: { maxRounds: 25 } }),
    reply: (form) => asking(form, 1, 'a'),
    next: (form, _, number) => asking(form, number, 'a'),
    outcome: () => ({
      status: 'incomplete',
      reason: 'tool-loop',
      ran: ['a', 'a', 'a', 'a'],
      refused: 1,
      requests: 5,
    }),
  },
  {
    name: 'PV-63 another call for ever',
    reply: (form) => asking(form, 1, '1'),
    next: (form, _, number) => asking(form, number, String(number)),
    outcome: () => ({
      status: 'incomplete',
      reason: 'round-limit',
      ran: ['1', '2', '3', '4', '5'],
      requests: 5,
    }),
  },
  {
    name: 'PV-63 two hundred calls at once',
    reply: (form) =>
      answering(
        form,
        form.body(
          Array.from({ length: 200 }, (_, index) =>
            calls(`c${index}`, JSON.stringify({ text: String(index) })),
          ),
          'tool-calls',
        ),
      ),
    outcome: () => ({ status: 'completed', text: 'Done.', refused: 150, requests: 2 }),
    check: ({ ran }) => expect(ran).toHaveLength(50),
  },
  {
    name: 'PV-63 a limit of spending',
    setting: () => ({ money: dear }),
    reply: (form) => asking(form, 1, 'a'),
    outcome: () => ({ status: 'incomplete', reason: 'spending-limit', ran: ['a'], requests: 1 }),
    check: ({ run }) => expect(run.cost).toBe(1),
  },
  {
    name: 'PV-63 a limit of tokens',
    setting: () => ({ options: { generation: { maxTokens: 5 } } }),
    reply: (form) => answering(form, form.body([says('la la la')], 'length')),
    outcome: () => ({ status: 'incomplete', reason: 'length', text: 'la la la', requests: 1 }),
    check: ({ requests }) =>
      expect(JSON.stringify(requests[0]?.body)).toMatch(/"max(?:_output)?_tokens":5\b/),
  },
  {
    name: 'PV-63 a limit of time against the same words for ever',
    reply: (form, stage) => [
      ...heardBeginning(form, stage, [form.begun(says('la ')).join('')]),
      ...Array.from({ length: 10 }, () => [
        ...send(chunkOf(form.streamed ? laAgain(form) : ' ')),
        stage.heard,
        stage.passes(1_000),
      ]).flat(),
      hang,
    ],
    outcome: ({ streamed }) => ({
      status: 'failed',
      code: 'total-timeout',
      text: streamed ? 'la '.repeat(11) : '',
      requests: 1,
    }),
  },
]

const laAgain = (form: WireForm) => form.begun(says('la '), says('la ')).at(-1) ?? ''
