import { expect, test } from 'vitest'
import { branchOf, joinBranches } from './branches.ts'
import { messageIdOf, runIdOf, sessionIdOf } from './id.ts'
import type { Message } from './message.ts'
import { emptyTranscript, foldRunEvent, type Transcript } from './transcript.ts'

const ids = (...names: readonly string[]) => names.map((name) => messageIdOf(name))
const sessionId = sessionIdOf('s')
const message = (id: string, parent: string | null): Message => ({
  id: messageIdOf(id),
  sessionId,
  parentId: parent === null ? null : messageIdOf(parent),
  role: 'user',
  parts: [],
  createdAt: 0,
})
const created = (transcript: Transcript, id: string, parent: string | null): Transcript =>
  foldRunEvent(transcript, {
    type: 'message-created',
    seq: 1,
    runId: runIdOf('r'),
    sessionId,
    at: 0,
    message: message(id, parent),
  })

test('what takes the place of a message makes a branch, and a third one joins it', () => {
  const shown = [['m1', null] as const, ['a1', 'm1'] as const, ['m2', 'a1'] as const].reduce(
    (transcript, [id, parent]) => created(transcript, id, parent),
    emptyTranscript,
  )
  expect(shown.branches).toBeUndefined()
  const second = created(shown, 'a2', 'm1')
  expect(second.messages.map(({ id }) => id)).toEqual(['m1', 'a2'])
  expect(second.branches).toEqual([['a1', 'a2']])
  const third = created(created(second, 'a3', 'm1'), 'other', null)
  expect(third.branches).toEqual([
    ['a1', 'a2', 'a3'],
    ['m1', 'other'],
  ])
  expect(branchOf(third.branches, messageIdOf('a2'))).toMatchObject({ index: 1 })
  expect(branchOf(third.branches, messageIdOf('m2'))).toBeUndefined()
})

test('pages know together what either knows, and the newer one knows better', () => {
  const older = [ids('m1', 'm2'), ids('a1', 'a2')]
  const newer = [ids('a1', 'a2', 'a3')]
  expect(joinBranches(older, newer)).toEqual([ids('m1', 'm2'), ids('a1', 'a2', 'a3')])
  expect(joinBranches(undefined, newer)).toEqual(newer)
})
