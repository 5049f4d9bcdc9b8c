import { readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { messageIdOf, sessionIdOf } from '../../../../contract/id.ts'
import type { RunEvent } from '../../../../contract/run-event.ts'
import { messageOf, recordOf, runOf, sessionOf } from '../../../core/testing/store-fixture.ts'
import { openDatabase } from '../database.ts'
import { createOperations } from '../operations.ts'

const pageSize = 4096

/** How much the profile has of everything. */
export const filled = { sessions: 30, messages: 120, runs: 60, calls: 60, attachments: 0 }

/**
 * Fills a database with chats of two questions and two answers each, some of them longer than a page. With `journals` the
 * events of each run say once more what its rows say.
 */
export function fillProfile(path: string, journals: boolean): void {
  const { db } = openDatabase(path)
  const operations = createOperations(db, path)
  for (let number = 0; number < filled.sessions; number++) {
    const sessionId = sessionIdOf(`s${number}`)
    operations.createSession(sessionOf(sessionId))
    for (const turn of [0, 1]) {
      const name = `${number}.${turn}`
      const run = runOf(`r${name}`, {
        sessionId,
        status: 'completed',
        userMessageId: messageIdOf(`q${name}`),
      })
      const words = `Answer ${name} `.repeat(number % 5 === 0 ? 900 : 20)
      const question = messageOf(`q${name}`, turn === 0 ? null : `a${number}.0`, { sessionId })
      const answer = messageOf(`a${name}`, `q${name}`, {
        sessionId,
        role: 'assistant',
        runId: run.id,
        parts: [{ type: 'text', text: words }],
      })
      const call = recordOf(`c${name}`, answer.id, { sessionId, runId: run.id })
      const heading = { runId: run.id, sessionId, at: 1000 }
      const events: readonly RunEvent[] = [
        { ...heading, seq: 1, type: 'run-created', run },
        { ...heading, seq: 2, type: 'message-completed', message: question },
        { ...heading, seq: 3, type: 'message-completed', message: answer },
        {
          ...heading,
          seq: 4,
          type: 'tool-call-requested',
          messageId: answer.id,
          round: 1,
          call: { id: call.id, name: call.name, arguments: call.arguments },
          effect: 'read',
          approval: 'not-needed',
        },
        { ...heading, seq: 5, type: 'run-ended', status: 'completed', usage: run.usage },
      ]
      operations.commit({
        run,
        messages: [question, answer],
        calls: [call],
        events: journals ? events : [],
        session: { leafId: answer.id, updatedAt: 1000 + number },
        durable: false,
      })
    }
  }
  db.close()
}

/** The pages of a table or an index, by what is on them, with how many rows each leaf holds. */
export function pagesOf(path: string, name: string, type: 'leaf' | 'internal' | 'overflow') {
  const db = new Database(path, { readonly: true })
  const sql =
    'select pageno as page, ncell as rows from dbstat where name = ? and pagetype = ? order by pageno'
  const pages = db.prepare<[string, string], { page: number; rows: number }>(sql).all(name, type)
  db.close()
  return pages
}

/** Replaces the bytes of some pages by noise that is the same every time. */
export function spoilPages(path: string, pages: readonly number[]): void {
  const whole = readFileSync(path)
  for (const page of pages) {
    for (let at = (page - 1) * pageSize; at < page * pageSize; at++) whole[at] = (at * 7919) % 251
  }
  writeFileSync(path, whole)
}
