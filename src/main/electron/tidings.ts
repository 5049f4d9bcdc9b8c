import type { SessionId } from '../../contract/id.ts'
import type { Notice } from '../../contract/notice.ts'
import type { SessionSummary } from '../../contract/session.ts'

/** Something that a person who looks elsewhere would want to know. */
export type Tiding =
  | { readonly type: 'ended' | 'asking'; readonly session: SessionSummary }
  | { readonly type: 'question' }

/** What the notices of the core mean to somebody who does not see the window. */
export interface Tidings {
  /** What is new with this notice, if anything. */
  hear(notice: Notice): Tiding | undefined
  /** How many answers and servers wait for a person now. */
  waiting(): number
}

export function createTidings(): Tidings {
  const running = new Set<SessionId>()
  const asking = new Set<SessionId>()
  let questions = 0

  const hearSession = (session: SessionSummary): Tiding | undefined => {
    const { id } = session
    const asks = session.asking === true
    const asked = asking.has(id)
    const ran = running.has(id)
    keep(asking, id, asks)
    keep(running, id, session.running)
    if (asks && !asked) return { type: 'asking', session }
    return ran && !session.running ? { type: 'ended', session } : undefined
  }
  return {
    hear(notice) {
      switch (notice.type) {
        case 'session-changed':
          return hearSession(notice.session)
        case 'session-purged':
          running.delete(notice.sessionId)
          asking.delete(notice.sessionId)
          return undefined
        case 'mcp-questions': {
          const before = questions
          questions = notice.questions.length
          return questions > before ? { type: 'question' } : undefined
        }
        default:
          return undefined
      }
    },
    waiting: () => asking.size + questions,
  }
}

function keep(ids: Set<SessionId>, id: SessionId, held: boolean): void {
  if (held) ids.add(id)
  else ids.delete(id)
}
