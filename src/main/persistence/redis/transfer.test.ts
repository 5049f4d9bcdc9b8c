import { expect, it } from 'vitest'
import { sessionIdOf } from '../../../contract/id.ts'
import type { SessionBundle } from '../../../contract/session-bundle.ts'
import { codeOf } from '../../core/testing/code-of.ts'
import { deltaOf, messageOf, recordOf, runOf, sessionOf } from '../../core/testing/store-fixture.ts'
import { describeOnServer } from './testing/with-server.ts'

const s1 = sessionIdOf('s1')
const whole: SessionBundle = {
  session: sessionOf('s1', { leafId: messageOf('m1', null).id }),
  messages: [messageOf('m1', null)],
  runs: [runOf('r1')],
  calls: [recordOf('c1', 'm1')],
  events: [deltaOf(1), deltaOf(2)],
}

describeOnServer('whole sessions in Redis', (room) => {
  const broken: readonly (readonly [what: string, change: Partial<SessionBundle>])[] = [
    ['a tip that is not there', { session: sessionOf('s1', { leafId: messageOf('m9', null).id }) }],
    ['a message twice', { messages: [messageOf('m1', null), messageOf('m1', null)] }],
    ['a parent behind its child', { messages: [messageOf('m2', 'm1'), messageOf('m1', null)] }],
    ['a run twice', { runs: [runOf('r1'), runOf('r1')] }],
    ['a call of no message', { calls: [recordOf('c1', 'm9')] }],
    ['events with a gap', { events: [deltaOf(1), deltaOf(3)] }],
    ['events of no run', { runs: [] }],
    ['what is of another session', { runs: [runOf('r1', { sessionId: sessionIdOf('s2') })] }],
  ]
  it.each(broken)('refuses %s and writes nothing', async (_what, change) => {
    const store = await room().open()
    expect(await codeOf(store.transfer.write({ ...whole, ...change }))).toBe('storage-failed')
    expect(await store.sessions.get(s1)).toBeUndefined()
  })

  it('refuses messages and runs that another session has', async () => {
    const store = await room().open()
    await store.transfer.write(whole)
    const session = { ...whole.session, deletedAt: 5 }
    expect(await codeOf(store.transfer.write({ ...whole, session }))).toBe('storage-failed')
    expect(await store.sessions.list({ shelf: 'deleted', limit: 5 })).toStrictEqual({ sessions: [] })
  })

  it('lets anybody have the open run of a session that was brought here', async () => {
    const [one, other] = [await room().open(), await room().open()]
    await one.transfer.write(whole)
    expect(await other.runs.claimOpen()).toStrictEqual(whole.runs)
    expect(await one.runs.claimOpen()).toStrictEqual([])
  })
})
