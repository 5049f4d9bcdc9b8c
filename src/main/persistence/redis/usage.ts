import type { SessionUsage, UsageQuery } from '../../../contract/money.ts'
import type { Run } from '../../../contract/run.ts'
import type { Session } from '../../../contract/session.ts'
import type { RunStore, SessionStore } from '../../core/ports/stores.ts'

/** How many sessions are looked at, the ones that were used last, and how many at a time. */
const lookAtMost = 500
const lookAtOnce = 20

/** Sums here what the server has no words for, over a bounded number of sessions. */
export function createUsage(
  sessions: Pick<SessionStore, 'list'>,
  runs: Pick<RunStore, 'listBySession'>,
): Pick<RunStore, 'usageBySession'> {
  return {
    async usageBySession(query) {
      const { asked, complete } = await newestSessions(sessions, query)
      const found: SessionUsage[] = []
      for (let at = 0; at < asked.length; at += lookAtOnce) {
        const some = asked.slice(at, at + lookAtOnce)
        const used = await Promise.all(
          some.map(async (session) => usageOf(session, await runs.listBySession(session.id), query)),
        )
        found.push(...used.filter((each) => each !== undefined))
      }
      return { sessions: found.toSorted(mostFirst).slice(0, query.limit), complete }
    },
  }
}

// A session's time of change is never before its newest run, so older sessions need not be looked at.
async function newestSessions({ list }: Pick<SessionStore, 'list'>, { from = 0 }: UsageQuery) {
  const asked: Session[] = []
  let complete = true
  for (const shelf of ['active', 'pinned', 'archived'] as const) {
    let cursor: string | undefined
    do {
      const limit = Math.min(100, lookAtMost - asked.length)
      if (limit <= 0) return { asked, complete: false }
      const page = await list({ shelf, limit, ...(cursor !== undefined && { cursor }) })
      const recent = page.sessions.filter(({ updatedAt }) => updatedAt >= from)
      asked.push(...recent)
      cursor = recent.length === page.sessions.length ? page.nextCursor : undefined
      complete = asked.length < lookAtMost || cursor === undefined
    } while (cursor !== undefined)
  }
  return { asked, complete }
}

function usageOf(session: Session, all: readonly Run[], { from = 0 }: UsageQuery): SessionUsage | undefined {
  const runs = all.filter(({ createdAt }) => createdAt >= from)
  if (runs.length === 0) return undefined
  const sum = (value: (run: Run) => number | undefined) =>
    runs.reduce((total, run) => total + (value(run) ?? 0), 0)
  return {
    sessionId: session.id,
    title: session.title,
    runs: runs.length,
    unpriced: runs.filter(isUnpriced).length,
    cost: sum(({ cost }) => cost),
    usage: {
      inputTokens: sum(({ usage }) => usage.inputTokens),
      outputTokens: sum(({ usage }) => usage.outputTokens),
      reasoningTokens: sum(({ usage }) => usage.reasoningTokens),
      cacheReadTokens: sum(({ usage }) => usage.cacheReadTokens),
      cacheWriteTokens: sum(({ usage }) => usage.cacheWriteTokens),
    },
  }
}

function isUnpriced({ cost, options, usage }: Run): boolean {
  return cost === undefined && options.providerId !== 'demo' && usage.inputTokens + usage.outputTokens > 0
}

function mostFirst(a: SessionUsage, b: SessionUsage): number {
  return b.cost - a.cost || tokensOf(b) - tokensOf(a) || (a.sessionId < b.sessionId ? -1 : 1)
}

function tokensOf({ usage }: SessionUsage): number {
  return usage.inputTokens + usage.outputTokens
}
