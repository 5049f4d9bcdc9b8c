import { failureFrom } from '../core/errors.ts'
import type { LeftRun } from '../core/run/left-run.ts'
import { closeRun, recoverRuns } from '../core/run/recovery.ts'
import { resumeRun } from '../core/run/resume-run.ts'
import type { RunDependencies } from '../core/run/start-run.ts'
import { late } from '../core/run/submitted-outputs.ts'
import type { Handlers } from './door.ts'
import type { RunHub } from './run-hub.ts'

/** What callers give whose tools a run waits for. */
export function outputHandlers(
  hub: RunHub,
  getRun: Handlers['runs.get'],
): Pick<Handlers, 'runs.submit-tool-outputs'> {
  return {
    async 'runs.submit-tool-outputs'({ runId, outputs }, caller) {
      const live = hub.get(runId)
      if (!live) throw late(await getRun({ runId }, caller))
      await live.submitOutputs(outputs)
      return live.current()
    },
  }
}

/** Goes on with a run that an earlier start left waiting; one that cannot is ended as interrupted. Never rejects. */
export async function goOnWith(left: LeftRun, dependencies: RunDependencies, hub: RunHub): Promise<void> {
  const { store, clock, log } = dependencies
  try {
    hub.hold(await resumeRun(dependencies, left))
  } catch (error) {
    log.warn('run-not-resumed', { runId: left.run.id, code: failureFrom(error).code })
    await closeRun(left, store, clock, log).catch((reason: unknown) =>
      log.error('run-not-closed', { code: failureFrom(reason).code }),
    )
  }
}

/** Closes what an earlier end left open, and goes on with what waits for outputs. */
export async function recoverAll(dependencies: RunDependencies, hub: RunHub): Promise<number> {
  const { store, clock, log } = dependencies
  const left: LeftRun[] = []
  const closed = await recoverRuns(store, clock, log, (each) => left.push(each))
  await Promise.all(left.map((each) => goOnWith(each, dependencies, hub)))
  return closed
}
