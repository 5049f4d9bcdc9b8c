import { callIdOf, messageIdOf, runIdOf, sessionIdOf } from '../../src/contract/id.ts'
import type { Message } from '../../src/contract/message.ts'
import type { Run } from '../../src/contract/run.ts'
import type { ToolCallRecord } from '../../src/contract/tool.ts'
import type { Store } from '../../src/main/core/ports/stores.ts'
import { benchOptions } from '../parley.ts'

/** The session that `fillWithRuns` makes. */
export const busySession = sessionIdOf('busy')

/** Makes a session with so many runs that have ended, each with one tool call. */
export async function fillWithRuns(store: Store, count: number): Promise<void> {
  const times = { createdAt: 1, updatedAt: 1 }
  await store.sessions.create({ id: busySession, title: '', titledByUser: false, leafId: null, ...times })
  for (let index = 0; index < count; index++) {
    const message = messageOf(index)
    const run = runOf(index)
    const commit = { run, messages: [message], calls: [callOf(run, message)], events: [], durable: false }
    await store.log.commit(commit)
  }
}

function messageOf(index: number): Message {
  const parentId = index === 0 ? null : messageIdOf(`m${index - 1}`)
  return {
    id: messageIdOf(`m${index}`),
    sessionId: busySession,
    parentId,
    role: 'user',
    parts: [],
    createdAt: 1,
  }
}

function runOf(index: number): Run {
  return {
    id: runIdOf(`r${index}`),
    sessionId: busySession,
    userMessageId: messageIdOf(`m${index}`),
    status: 'completed',
    options: benchOptions,
    createdAt: 1,
    endedAt: 2,
    usage: { inputTokens: 100, outputTokens: 50 },
  }
}

function callOf(run: Run, message: Message): ToolCallRecord {
  return {
    id: callIdOf('c1'),
    name: 'calculator',
    arguments: '{"expression":"15 * 25"}',
    runId: run.id,
    sessionId: busySession,
    messageId: message.id,
    round: 1,
    effect: 'read',
    approval: 'not-needed',
    status: 'completed',
    requestedAt: 1,
    result: '375',
    durationMs: 1,
  }
}
