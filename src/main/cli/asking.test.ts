import { afterEach, expect, test } from 'vitest'
import { englishText } from '../../contract/language/text.ts'
import { calling, createScriptedModel, saying } from '../core/testing/scripted-model.ts'
import { openDoor, type DoorFixture } from '../methods/testing/door-fixture.ts'
import { createAsking, namesOf } from './asking.ts'
import { connectTerminal } from './turn.ts'

let fixture: DoorFixture
afterEach(async () => {
  await fixture.room.close()
  await fixture.store.close()
})

/** A turn that asks for two calls; the person types `lines`, one for each question. */
async function turn(lines: readonly string[], given: { interactive: boolean; allowed?: string }) {
  const ran: string[] = []
  const hidden = '{"path":"a\u202Eb"}'
  const model = createScriptedModel([
    calling(['a', 'save', hidden], ['b', 'save', '{"path":"c"}']),
    saying('Done.'),
  ])
  fixture = await openDoor(model, { save: async (text) => `${ran.push(text)} saved` }, { effect: 'write' })
  const client = connectTerminal(fixture.room.door)
  const { run } = await client.ask('runs.start', { text: 'Save both' })
  const written: string[] = []
  const typed = [...lines]
  const asking = createAsking({
    client,
    run,
    text: englishText,
    write: (words) => written.push(words),
    interactive: given.interactive,
    allowed: namesOf(given.allowed),
  })
  for await (const event of client.follow(run)) {
    const before = written.length
    asking.see(event)
    const line = written.length > before ? typed.shift() : undefined
    if (line !== undefined) asking.answer(line)
  }
  const calls = model.requests[1]?.messages.at(-1)?.parts
  return { ran, written, calls }
}

test('AP-01 asks one question after the other, and no is the answer to everything but yes', async () => {
  const { ran, written } = await turn(['y', ''], { interactive: true })
  expect(written).toHaveLength(2)
  expect(ran).toHaveLength(1)
})

test('yes in this chat answers the other question too', async () => {
  const { ran, written } = await turn(['c'], { interactive: true })
  expect(written).toHaveLength(1)
  expect(ran).toHaveLength(2)
})

test('AP-08 what hides in arguments is spelled out in a terminal too', async () => {
  const { written } = await turn(['n', 'n'], { interactive: true })
  expect(written[0]).toContain(String.raw`a\u{202e}b`)
})

test('where nobody can answer nothing runs, and the model is told', async () => {
  const { ran, written, calls } = await turn([], { interactive: false })
  expect(written).toEqual([])
  expect(ran).toEqual([])
  expect(calls).toMatchObject([{ isError: true, content: expect.stringContaining('permission') }, {}])
})

test('a tool that the command line names runs without a question', async () => {
  const { ran, written } = await turn([], { interactive: false, allowed: 'other, save' })
  expect(written).toEqual([])
  expect(ran).toHaveLength(2)
})
