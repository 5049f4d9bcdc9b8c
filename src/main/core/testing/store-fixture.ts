import {
  callIdOf,
  messageIdOf,
  providerIdOf,
  runIdOf,
  sessionIdOf,
  type MessageId,
} from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { Run } from '../../../contract/run.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import type { Session } from '../../../contract/session.ts'
import type { ToolCallRecord } from '../../../contract/tool.ts'
import { noUsage } from '../../../contract/usage.ts'
import type { RunCommit } from '../ports/stores.ts'

/** Plain data for tests of stores. Everything belongs to session `s1` and run `r1` unless changed. */
export function sessionOf(id: string, change: Partial<Session> = {}): Session {
  const none = { title: `Chat ${id}`, titledByUser: false, leafId: null, createdAt: 1000, updatedAt: 1000 }
  return { ...none, id: sessionIdOf(id), ...change }
}

export function messageOf(id: string, parentId: string | null, change: Partial<Message> = {}): Message {
  return {
    id: messageIdOf(id),
    sessionId: sessionIdOf('s1'),
    parentId: parentId === null ? null : messageIdOf(parentId),
    role: 'user',
    parts: [{ type: 'text', text: `Text of ${id}` }],
    createdAt: 1000,
    ...change,
  }
}

export function runOf(id: string, change: Partial<Run> = {}): Run {
  return {
    id: runIdOf(id),
    sessionId: sessionIdOf('s1'),
    userMessageId: messageIdOf('m1'),
    status: 'in_progress',
    options: {
      providerId: providerIdOf('demo'),
      model: 'demo-1',
      streaming: true,
      parallelTools: false,
      maxRounds: 25,
    },
    createdAt: 1000,
    usage: noUsage,
    ...change,
  }
}

export function recordOf(
  id: string,
  messageId: string,
  change: Partial<ToolCallRecord> = {},
): ToolCallRecord {
  return {
    id: callIdOf(id),
    name: 'calculator',
    arguments: '{"expression":"1+1"}',
    runId: runIdOf('r1'),
    sessionId: sessionIdOf('s1'),
    messageId: messageIdOf(messageId),
    round: 1,
    effect: 'read',
    approval: 'not-needed',
    status: 'requested',
    requestedAt: 1000,
    ...change,
  }
}

/** A piece of an answer as the event with that number. */
export function deltaOf(seq: number, text = `piece ${seq} `, runId = 'r1'): RunEvent {
  const heading = { seq, runId: runIdOf(runId), sessionId: sessionIdOf('s1'), at: 1000 + seq }
  return { ...heading, type: 'text-delta', messageId: messageIdOf('a1'), text }
}

/** The commit of a run with nothing in it but what is named. */
export function commitOf(change: Partial<RunCommit> = {}): RunCommit {
  return { run: runOf('r1'), events: [], messages: [], calls: [], durable: true, ...change }
}

/** The session's new tip. */
export function tipOf(leafId: string, updatedAt: number): { leafId: MessageId; updatedAt: number } {
  return { leafId: messageIdOf(leafId), updatedAt }
}
