import { describe, expect, test } from 'vitest'
import type { RunMoney } from '../money/run-money.ts'
import { startFixture } from '../testing/live-run-fixture.ts'
import { calling, createScriptedModel, saying } from '../testing/scripted-model.ts'

const echo = async (text: string) => `echo ${text}`

const perRound = (...costs: readonly (number | undefined)[]): RunMoney & { readonly asked: number[] } => {
  const left = [...costs]
  const asked: number[] = []
  return { asked, charge: async () => left.shift(), reached: async (cost) => void asked.push(cost) }
}
const twoRounds = () => createScriptedModel([calling(['a', 'echo', '']), saying('Done.')])

describe('money', () => {
  test('a run costs what its rounds cost, each of which says its own', async () => {
    const money = perRound(0.25, 0.5)
    const { live } = await startFixture(twoRounds(), { tools: { echo }, money })
    expect(await live.ended).toMatchObject({ status: 'completed', cost: 0.75 })
    expect(money.asked).toEqual([0, 0.25])
    const answers = live.transcript().messages.filter(({ role }) => role === 'assistant')
    expect(answers.map(({ usage }) => usage?.cost)).toEqual([0.25, 0.5])
    expect(live.events().at(-1)).toMatchObject({ type: 'run-ended', cost: 0.75 })
  })

  test.each([
    [undefined, 0.5],
    [0.25, undefined],
  ])('a run with a round of unknown price has none: %s, %s', async (first, second) => {
    const { live } = await startFixture(twoRounds(), { tools: { echo }, money: perRound(first, second) })
    expect(await live.ended).not.toHaveProperty('cost')
  })

  test('PV-63 a limit of spending stops before the next round, keeps everything and can be continued', async () => {
    const money: RunMoney = {
      charge: async () => 1,
      reached: async (cost) => (cost >= 1 ? 'run' : undefined),
    }
    const model = twoRounds()
    const { live } = await startFixture(model, { tools: { echo }, money })
    expect(await live.ended).toMatchObject({
      status: 'incomplete',
      incompleteReason: 'spending-limit',
      cost: 1,
    })
    expect(model.requests).toHaveLength(1)
    expect(live.transcript().calls).toMatchObject([{ status: 'completed', result: 'echo ' }])
    expect(live.transcript().messages.at(-1)).toMatchObject({
      role: 'assistant',
      finishReason: 'interrupted',
      parts: [],
    })
  })
})
