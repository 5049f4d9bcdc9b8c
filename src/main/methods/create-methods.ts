import type { SessionId } from '../../contract/id.ts'
import { failureFrom } from '../core/errors.ts'
import type { RunDependencies } from '../core/run/start-run.ts'
import { createAudience } from './audience.ts'
import { createDoor, type Door } from './door.ts'
import { runHandlers } from './run-handlers.ts'
import { createRunHub } from './run-hub.ts'
import { sessionHandlers, summaryOf } from './session-handlers.ts'
import { settingsHandlers, type SettingsDependencies } from './settings-handlers.ts'

export interface MethodsRoom {
  readonly door: Door
  /** Ends every run as interrupted. */
  close(): Promise<void>
}

/** Puts the handlers of all methods behind one door. */
export function createMethods(runs: RunDependencies, settings: SettingsDependencies): MethodsRoom {
  const { sessions, clock, log } = runs
  const audience = createAudience()
  const tellSession = async (sessionId: SessionId) => {
    const session = await sessions.get(sessionId)
    audience.tell({ type: 'session-changed', session: summaryOf(session, hub) })
  }
  const hub = createRunHub({
    clock,
    onChange(sessionId) {
      tellSession(sessionId).catch((error: unknown) =>
        log.warn('session-not-told', { code: failureFrom(error).code }),
      )
    },
  })
  const handlers = {
    ...sessionHandlers(sessions, hub, audience),
    ...runHandlers(runs, hub, audience),
    ...settingsHandlers(settings, audience),
  }
  const connect: Door['connect'] = (caller) => {
    audience.add(caller)
    return () => {
      audience.remove(caller)
      hub.forget(caller)
    }
  }
  return { door: createDoor(handlers, connect, log), close: () => hub.close() }
}
