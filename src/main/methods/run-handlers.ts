import { sessionIdOf, type RunId, type SessionId } from '../../contract/id.ts'
import type { Run, RunOptions } from '../../contract/run.ts'
import type { Session } from '../../contract/session.ts'
import { ParleyError } from '../core/errors.ts'
import {
  checkText,
  continueRun,
  retryRun,
  startRun,
  type RunDependencies,
  type StartedRun,
} from '../core/run/start-run.ts'
import { rerunCall } from '../core/run/rerun-call.ts'
import type { Audience } from './audience.ts'
import type { Handlers } from './door.ts'
import { givenOptions } from './given-options.ts'
import type { RunHub } from './run-hub.ts'
import { summaryOf } from './session-handlers.ts'

type RunMethods =
  | 'runs.start'
  | 'runs.retry'
  | 'runs.continue'
  | 'runs.rerun-call'
  | 'runs.cancel'
  | 'runs.try-now'
  | 'runs.get'
  | 'runs.watch'
  | 'runs.unwatch'

/** What every run of a session that is there begins with. */
interface InSession {
  readonly session: Session
  readonly options: Partial<RunOptions>
}

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
  const beginIn = async (
    sessionId: SessionId,
    options: Parameters<typeof givenOptions>[0],
    start: (ask: InSession) => Promise<StartedRun>,
  ) => {
    const session = await sessions.get(sessionId)
    return told(await hub.begin(session.id, () => start({ session, options: givenOptions(options) })))
  }
  const storedRun = async (runId: RunId) => {
    const run = await store.runs.get(runId)
    if (!run) throw new ParleyError('run-missing', { params: { id: runId } })
    return run
  }
  return {
    async 'runs.start'({ options, ...input }) {
      if (input.replaces === undefined) checkText(input.text, input.attachments)
      if (input.agentId) dependencies.agents.need(input.agentId)
      const { sessionId = sessionIdOf(crypto.randomUUID()) } = input
      const fresh = input.sessionId === undefined
      const ask = { ...input, sessionId, fresh, options: givenOptions(options) }
      return told(await hub.begin(sessionId, () => startRun(dependencies, ask)))
    },
    'runs.retry': ({ sessionId, userMessageId, options }) =>
      beginIn(sessionId, options, (ask) => retryRun(dependencies, { ...ask, userMessageId })),
    'runs.continue': ({ sessionId, options }) =>
      beginIn(sessionId, options, (ask) => continueRun(dependencies, ask)),
    'runs.rerun-call': ({ sessionId, options, ...call }) =>
      beginIn(sessionId, options, (ask) => rerunCall(dependencies, { ...ask, ...call })),
    ...endings(hub, storedRun),
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

/** What ends a run, or its wait. A run that has ended stays as it is. */
function endings(
  hub: RunHub,
  storedRun: (runId: RunId) => Promise<Run>,
): Pick<Handlers, 'runs.cancel' | 'runs.try-now'> {
  return {
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
  }
}
