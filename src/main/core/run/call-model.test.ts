import { expect, test } from 'vitest'
import { openDoor } from '../../methods/testing/door-fixture.ts'
import { calling, createScriptedModel, saying } from '../testing/scripted-model.ts'

test('MC-16 a call may ask the model of its chat, apart from the chat and within its bound', async () => {
  const model = createScriptedModel([
    calling(['c1', 'sum', '{}']),
    saying('a and b', 'length'),
    saying('Done.'),
  ])
  const answers: unknown[] = []
  const { room, connect } = await openDoor(model, {
    async sum(_, options) {
      const turns = [{ role: 'user', text: 'Sum up' }] as const
      const question = { instructions: 'Be brief.', turns, maxTokens: 7 }
      answers.push([options.model?.name, await options.model?.ask(question, options.signal)])
      return 'done'
    },
  })
  const client = connect()
  const { run } = await client.ask('runs.start', { text: 'Sum this up' })
  await client.ask('runs.watch', { runId: run.id, afterSeq: 0 })
  await client.told(({ type }) => type === 'run-ended')
  expect(answers).toEqual([[run.options.model, { text: 'a and b', isCut: true }]])
  expect(model.requests[1]).toMatchObject({
    messages: [
      { role: 'system', parts: [{ text: 'Be brief.' }] },
      { role: 'user', parts: [{ text: 'Sum up' }] },
    ],
    tools: [],
    generation: { maxTokens: 7 },
  })
  expect(model.requests).toHaveLength(3)
  await room.close()
})
