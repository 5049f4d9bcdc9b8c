import { sessionIdOf, type RunId } from '../../contract/id.ts'
import { ParleyError } from '../core/errors.ts'
import {
  checkText,
  continueRun,
  retryRun,
  startRun,
  type RunDependencies,
  type StartedRun,
} from '../core/run/start-run.ts'
import type { Audience } from './audience.ts'
import type { Handlers } from './door.ts'
import { givenOptions } from './given-options.ts'
import type { RunHub } from './run-hub.ts'
import { summaryOf } from './session-handlers.ts'

type RunMethods =
  | 'runs.start'
  | 'runs.retry'
  | 'runs.continue'
  | 'runs.cancel'
  | 'runs.try-now'
  | 'runs.get'
  | 'runs.watch'
  | 'runs.unwatch'

export function runHandlers(
  dependencies: RunDependencies,
  hub: RunHub,
  audience: Audience,
): Pick<Handlers, RunMethods> {
  const { sessions, store } = dependencies
  const told = ({ live, session }: StartedRun) => {
    const summary = summaryOf(session, hub)
    audience.tell({ type: 'session-changed', session: summary })
    return { run: live.current(), session: summary }
  }
  const storedRun = async (runId: RunId) => {
    const run = await store.runs.get(runId)
    if (!run) throw new ParleyError('run-missing', { params: { id: runId } })
    return run
  }
  return {
    async 'runs.start'({ sessionId, text, replaces, options }) {
      checkText(text)
      const id = sessionId ?? sessionIdOf(crypto.randomUUID())
      const fresh = sessionId === undefined
      const ask = { sessionId: id, fresh, text, replaces, options: givenOptions(options) }
      return told(await hub.begin(id, () => startRun(dependencies, ask)))
    },
    async 'runs.retry'({ sessionId, userMessageId, options }) {
      const session = await sessions.get(sessionId)
      const ask = { session, userMessageId, options: givenOptions(options) }
      return told(await hub.begin(session.id, () => retryRun(dependencies, ask)))
    },
    async 'runs.continue'({ sessionId, options }) {
      const session = await sessions.get(sessionId)
      const ask = { session, options: givenOptions(options) }
      return told(await hub.begin(session.id, () => continueRun(dependencies, ask)))
    },
    async 'runs.cancel'({ runId }) {
      const live = hub.get(runId)
      if (!live) return storedRun(runId)
      live.cancel()
      return live.ended
    },
    async 'runs.try-now'({ runId }) {
      const live = hub.get(runId)
      live?.tryNow()
      return live?.current() ?? storedRun(runId)
    },
    'runs.get': async ({ runId }) => hub.get(runId)?.current() ?? storedRun(runId),
    async 'runs.watch'({ runId, afterSeq }, caller) {
      const live = hub.get(runId)
      if (live) return { events: [...hub.watch(live, afterSeq, caller)], ended: false }
      await storedRun(runId)
      return { events: [...(await store.log.read(runId, afterSeq))], ended: true }
    },
    async 'runs.unwatch'({ runId }, caller) {
      hub.unwatch(runId, caller)
      return {}
    },
  }
}
