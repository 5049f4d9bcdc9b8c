import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callIdOf, messageIdOf, providerIdOf, runIdOf, sessionIdOf } from '../../src/contract/id.ts'
import type { Message } from '../../src/contract/message.ts'
import type { SessionBundle } from '../../src/contract/session-bundle.ts'
import { openSqliteStore } from '../../src/main/persistence/sqlite/open.ts'
import { createTexts } from './vocabulary.ts'

export const lengths = [1000, 10_000] as const

/** The chat with so many messages: its id, and its title. */
export const chatName = (length: number): string => `chat-of-${length}`

/** A new profile with a chat of each of the lengths: questions and answers of 60 words, each with its run and a tool call. */
export async function longChatsProfile(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const store = await openSqliteStore({ path: join(folder, 'parley.sqlite'), log })
  for (const length of lengths) await store.transfer.write(chatOf(length))
  await store.close()
  return folder
}

/** The messages of the chat of that length. */
export function messagesOf(length: number): readonly Message[] {
  return chatOf(length).messages
}

function chatOf(length: number): SessionBundle {
  const name = chatName(length)
  const sessionId = sessionIdOf(name)
  const id = (index: number) => messageIdOf(`${name}-${index}`)
  const runId = (index: number) => runIdOf(`${name}-run-${Math.floor(index / 2)}`)
  const text = createTexts(42)
  const messages = Array.from({ length }, (_, index): Message => {
    const isAnswer = index % 2 === 1
    const words = isAnswer
      ? `## Answer ${index}\n\n- ${text()}\n- **${text()}**\n\n${text()}`
      : `Question ${index}?`
    return {
      id: id(index),
      sessionId,
      parentId: index === 0 ? null : id(index - 1),
      role: isAnswer ? 'assistant' : 'user',
      parts: [{ type: 'text', text: words }],
      createdAt: index,
      ...(isAnswer && { runId: runId(index), finishReason: 'stop' }),
    }
  })
  const answers = messages.flatMap((message, index) => (index % 2 === 1 ? [{ message, index }] : []))
  const provider = { providerId: providerIdOf('bench'), model: 'm' }
  const options = { ...provider, streaming: true, parallelTools: true, maxRounds: 5 }
  const times = { createdAt: 1, updatedAt: length }
  return {
    session: {
      id: sessionId,
      title: name,
      titledByUser: true,
      leafId: messages.at(-1)?.id ?? null,
      ...times,
    },
    messages,
    runs: answers.map(({ index }) => ({
      id: runId(index),
      sessionId,
      userMessageId: id(index - 1),
      status: 'completed',
      options,
      createdAt: index,
      endedAt: index,
      usage: { inputTokens: 100, outputTokens: 50 },
    })),
    calls: answers.map(({ message, index }) => ({
      id: callIdOf('c1'),
      name: 'calculator',
      arguments: '{"expression":"15 * 25"}',
      runId: runId(index),
      sessionId,
      messageId: message.id,
      round: 1,
      effect: 'read',
      approval: 'not-needed',
      status: 'completed',
      requestedAt: index,
      result: '375',
      durationMs: 1,
    })),
    events: [],
  }
}
