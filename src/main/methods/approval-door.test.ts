import { afterEach, describe, expect, test, vi } from 'vitest'
import { createRandom } from '../../../e2e/crash/random.ts'
import { callIdOf, sessionIdOf, type RunId } from '../../contract/id.ts'
import { isEnded, type Run } from '../../contract/run.ts'
import { calling, createScriptedModel, saying, type ScriptedRound } from '../core/testing/scripted-model.ts'
import { openDoor, type DoorFixture, type FakeClient } from './testing/door-fixture.ts'

let fixture: DoorFixture
afterEach(async () => {
  await fixture.room.close()
  await fixture.store.close()
})

const pace = { timeout: 10_000, interval: 2 }
const save = calling(['a', 'save', '{"n":1}'])

async function open(ran: string[], ...rounds: readonly ScriptedRound[]) {
  const tools = { save: async (text: string) => `${ran.push(text)} saved` }
  fixture = await openDoor(createScriptedModel(rounds), tools, { effect: 'write' })
  return fixture.connect()
}

/** The run as soon as it asks about another call than `known`, or has ended. */
function asked(client: FakeClient, runId: RunId, known?: string): Promise<Run> {
  return vi.waitFor(async () => {
    const run = await client.ask('runs.get', { runId })
    const asks = run.status === 'requires_action' && run.requiredAction?.calls[0]?.id !== known
    if (!asks && !isEnded(run.status)) throw new Error('it still works')
    return run
  }, pace)
}

describe('AP-01 a question', () => {
  test('is in the list of chats, is answered by one of two windows, and by nobody after that', async () => {
    const ran: string[] = []
    const first = await open(ran, save, saying('Done.'))
    const second = fixture.connect()
    const { run, session } = await first.ask('runs.start', { text: 'Save it' })
    await asked(first, run.id)
    const { sessions } = await second.ask('sessions.list', {})
    expect(sessions).toMatchObject([{ id: session.id, running: true, asking: true }])
    const answers = await Promise.allSettled(
      [first, second].map((client, index) =>
        client.ask('runs.decide', { runId: run.id, callId: callIdOf('a'), allowed: index === 0 }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await asked(first, run.id, 'a')
    const late = { runId: run.id, callId: callIdOf('a'), allowed: true }
    await expect(second.ask('runs.decide', late)).rejects.toMatchObject({ code: 'call-decided' })
    expect(ran).toEqual(['{"n":1}'])
  })

  test('that a window left open is there for the next one that opens the chat', async () => {
    const ran: string[] = []
    const first = await open(ran, save, saying('Done.'))
    const { run, session } = await first.ask('runs.start', { text: 'Save it' })
    await asked(first, run.id)
    first.leave()
    const second = fixture.connect()
    const opened = await second.ask('sessions.open', { sessionId: session.id })
    expect(opened.transcript.calls).toMatchObject([{ approval: 'asked', status: 'requested' }])
    await asked(second, run.id)
    await second.ask('runs.decide', { runId: run.id, callId: callIdOf('a'), allowed: false, reason: 'No.' })
    await asked(second, run.id, 'a')
    expect(ran).toEqual([])
  })
})

describe('AP-02 what is kept', () => {
  test('for these arguments alone, until it is taken back', async () => {
    const ran: string[] = []
    const other = calling(['b', 'save', '{"n":2}'])
    const client = await open(
      ran,
      save,
      saying('1'),
      save,
      saying('2'),
      other,
      saying('3'),
      save,
      saying('4'),
    )
    const start = async () => {
      const { run } = await client.ask('runs.start', { text: 'Save it' })
      return asked(client, run.id)
    }
    const first = await start()
    await client.ask('runs.decide', {
      runId: first.id,
      callId: callIdOf('a'),
      allowed: true,
      scope: 'always',
    })
    await asked(client, first.id, 'a')
    expect(await start()).toMatchObject({ status: 'completed' })
    const third = await start()
    expect(third).toMatchObject({ status: 'requires_action' })
    await client.ask('runs.decide', { runId: third.id, callId: callIdOf('b'), allowed: false })
    expect(await asked(client, third.id, 'b')).toMatchObject({ status: 'completed' })
    const { rules } = await client.ask('approvals.get', {})
    expect(rules).toMatchObject([{ tool: 'save', arguments: '{"n":1}', allowed: true }])
    const [rule] = rules
    await client.ask('approvals.forget', { ruleId: rule?.id ?? '' })
    expect(await start()).toMatchObject({ status: 'requires_action' })
  })
})

test('AP-12 whichever way a run begins, no tool that acts runs before a decision for it is stored', async () => {
  for (let seed = 1; seed <= 8; seed++) {
    const random = createRandom(seed)
    const ran: string[] = []
    const allowed = new Set<string>()
    const rounds = Array.from({ length: 30 }, (_, n) =>
      random.pick([
        calling([`c${n}`, 'save', `{"n":${n}}`]),
        saying('Said.', random.pick(['stop', 'length'])),
      ]),
    )
    const client = await open(ran, ...rounds)
    const sessionId = sessionIdOf('chat')
    const ways = {
      send: () => client.ask('runs.start', { sessionId, text: 'Go on' }),
      retry: async () => {
        const { transcript } = await client.ask('sessions.open', { sessionId })
        const question = transcript.messages.findLast(({ role }) => role === 'user')
        return client.ask('runs.retry', { sessionId, userMessageId: question!.id })
      },
      continue: () => client.ask('runs.continue', { sessionId }),
      rerun: async () => {
        const { transcript } = await client.ask('sessions.open', { sessionId })
        const { messageId, id: callId } = random.pick(transcript.calls)
        return client.ask('runs.rerun-call', { sessionId, messageId, callId })
      },
      edit: async () => {
        const { transcript } = await client.ask('sessions.open', { sessionId })
        const question = random.pick(transcript.messages.filter(({ role }) => role === 'user'))
        return client.ask('runs.start', { sessionId, text: 'In other words', replaces: question.id })
      },
      fork: async () => {
        const copy = await client.ask('sessions.fork', { sessionId })
        return client.ask('runs.start', { sessionId: copy.id, text: 'In the copy' })
      },
      // As an older backup or a file of somebody else would bring it: with calls that were asked for and never ran.
      import: async () => {
        const { text } = await client.ask('sessions.export', { sessionId, format: 'archive' })
        await client.ask('archive.import', { id: crypto.randomUUID(), piece: 0, text, last: true })
        return client.ask('runs.start', { sessionId, text: 'After the import' })
      },
    }
    await ways.send()
    for (let step = 0; step < 6; step++) {
      const way = step === 0 ? undefined : random.pick(Object.values(ways))
      const begun = await way?.().catch(() => undefined)
      const runId =
        begun?.run.id ?? (await client.ask('sessions.open', { sessionId })).transcript.runs.at(-1)!.id
      let run = await asked(client, runId)
      while (run.status === 'requires_action') {
        const call = run.requiredAction?.calls[0]
        if (!call) throw new Error('it asks about nothing')
        const yes = random.below(2) === 0
        if (yes) allowed.add(call.arguments)
        expect(
          ran.every((text) => allowed.has(text)),
          `seed ${seed}`,
        ).toBe(true)
        await client.ask('runs.decide', { runId, callId: call.id, allowed: yes })
        run = await asked(client, runId, call.id)
      }
    }
    expect(new Set(ran), `seed ${seed}`).toEqual(allowed)
    const calls = (await client.ask('sessions.open', { sessionId })).transcript.calls
    const completed = calls.filter(({ status }) => status === 'completed')
    expect(completed.every(({ decision }) => decision?.allowed === true)).toBe(true)
    await fixture.room.close()
    await fixture.store.close()
  }
})
