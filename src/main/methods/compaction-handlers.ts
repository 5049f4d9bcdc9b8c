import { compactSession, unfold } from '../core/compaction/compact-session.ts'
import { ParleyError } from '../core/errors.ts'
import type { RunDependencies } from '../core/run/start-run.ts'
import type { Audience } from './audience.ts'
import type { Handlers } from './door.ts'
import { givenOptions } from './given-options.ts'
import type { RunHub } from './run-hub.ts'
import { summaryOf } from './session-handlers.ts'

export function compactionHandlers(
  dependencies: RunDependencies,
  hub: RunHub,
  audience: Audience,
): Pick<Handlers, 'sessions.compact' | 'sessions.unfold'> {
  const { sessions, store } = dependencies
  return {
    async 'sessions.compact'({ sessionId, options }) {
      const session = await sessions.get(sessionId)
      const ask = { session, options: givenOptions(options) }
      const { live } = await hub.begin(session.id, () => compactSession(dependencies, ask))
      const summary = summaryOf(session, hub)
      audience.tell({ type: 'session-changed', session: summary })
      return { run: live.current(), session: summary }
    },
    async 'sessions.unfold'({ sessionId, messageId }) {
      const session = await sessions.get(sessionId)
      if (hub.isRunning(session.id)) throw new ParleyError('run-active')
      await unfold(store, session, messageId)
      return summaryOf(session, hub)
    },
  }
}
