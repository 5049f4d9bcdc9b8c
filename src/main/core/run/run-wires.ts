import type { CallId } from '../../../contract/id.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import type { Decision } from '../../../contract/tool.ts'
import type { RunLoopOptions } from './run-loop.ts'
import type { SubmittedOutput } from './run-state.ts'

type Listener = (events: readonly RunEvent[]) => void

/** What reaches a run while it goes on, and who is told of its events. */
export function createRunWires() {
  const listeners = new Set<Listener>()
  const tries = createSignal<[]>()
  const decisions = createSignal<[CallId, Decision]>()
  const withdrawals = createSignal<[CallId]>()
  const submissions = createSignal<[readonly SubmittedOutput[]]>()
  const cancelled = new AbortController()
  const interrupted = new AbortController()
  const broken = new AbortController()
  const subscribe = (listener: Listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const inward = {
    onTryNow: tries.on,
    onDecision: decisions.on,
    onCancelCall: withdrawals.on,
    onOutputs: submissions.on,
    cancelled: cancelled.signal,
    interrupted: interrupted.signal,
    broken: broken.signal,
  } satisfies Partial<RunLoopOptions>
  return {
    inward,
    subscribe,
    tell: (events: readonly RunEvent[]) => {
      for (const listener of listeners) listener(events)
    },
    tryNow: tries.give,
    decide: decisions.give,
    cancelCall: withdrawals.give,
    submit: submissions.give,
    cancel: () => cancelled.abort(),
    interrupt: () => interrupted.abort(),
    break: (error: unknown) => broken.abort(error),
    /** Resolves when `isTrue` gives true, which is looked at now and after each batch of events. */
    until: (isTrue: () => boolean) =>
      new Promise<void>((resolve) => {
        const stop = subscribe(() => {
          if (!isTrue()) return
          stop()
          resolve()
        })
        if (isTrue()) resolve()
      }),
  }
}

/** Tells whoever listens, at once. */
function createSignal<Values extends readonly unknown[]>() {
  const listeners = new Set<(...values: Values) => void>()
  return {
    on: (listener: (...values: Values) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    give: (...values: Values) => {
      for (const listener of listeners) listener(...values)
    },
  }
}
