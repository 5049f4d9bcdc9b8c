import type { Clock } from '../core/ports/clock.ts'
import type { ModelLimits } from '../core/ports/model-client.ts'

/** Why a request was ended from this side. */
export type Ending = 'cancelled' | 'first-byte-timeout' | 'idle-timeout' | 'total-timeout' | 'asleep'

/** Guards one request: ends it when its caller aborts or a time limit passes. */
export interface Watch {
  /** Aborted when the request must end. */
  readonly signal: AbortSignal
  /** Tells of a sign of life: headers or bytes, whatever they say. */
  touch(): void
  /** The answer is complete: the connection has a moment to end by itself, which lets it be used again. */
  closeSoon(): void
  /** The connection ended by itself. */
  closed(): void
  /** Why the request was ended; `undefined` while nobody ended it. */
  ending(): Ending | undefined
  /** Forgets the limits and the caller. */
  stop(): void
}

const closingMs = 250

/** How long a connection may stay silent after a sleep. What is still alive is sent again much sooner. */
const afterSleepMs = 4_000

/** The longest delay that timers of this platform can hold. */
const longestMs = 2_147_483_647

/** Starts to watch. One timer at a time waits for silence, however many bytes arrive. */
export function createWatch(limits: ModelLimits, clock: Clock, caller: AbortSignal): Watch {
  const controller = new AbortController()
  let ending: Ending | undefined
  let touchedAt = clock.elapsed()
  let begun = false
  let closing = false

  const end = (reason: Ending | undefined) => {
    if (controller.signal.aborted) return
    ending = reason
    controller.abort()
  }
  const cancel = () => end('cancelled')
  const checkSilence = () => {
    const left = limits.idleMs - (clock.elapsed() - touchedAt)
    if (left <= 0) end('idle-timeout')
    else forgetSilence = clock.after(left, checkSilence)
  }
  const wait = (delayMs: number, call: () => void) => clock.after(Math.min(delayMs, longestMs), call)
  let forgetClosing: (() => void) | undefined
  let forgetSilence = wait(limits.firstByteMs, () => end('first-byte-timeout'))
  const forgetTotal = wait(limits.totalMs, () => end('total-timeout'))

  // Who waits for headers may wait for a model that is being loaded on this very computer.
  const listenAfterSleep = () => {
    if (!begun || closing) return
    const wokeAt = clock.elapsed()
    forgetSleep = wait(afterSleepMs, () => {
      if (touchedAt <= wokeAt) end('asleep')
    })
  }
  let forgetSleep: (() => void) | undefined
  const forgetWake = clock.onWake(listenAfterSleep)

  if (caller.aborted) cancel()
  caller.addEventListener('abort', cancel, { once: true })
  return {
    signal: controller.signal,
    touch() {
      touchedAt = clock.elapsed()
      if (begun || closing) return
      begun = true
      forgetSilence()
      forgetSilence = wait(limits.idleMs, checkSilence)
    },
    closeSoon() {
      if (closing) return
      closing = true
      forgetSilence()
      forgetSleep?.()
      forgetClosing = wait(closingMs, () => end(undefined))
    },
    closed: () => forgetClosing?.(),
    ending: () => ending,
    stop() {
      forgetSilence()
      forgetTotal()
      forgetSleep?.()
      forgetWake()
      caller.removeEventListener('abort', cancel)
    },
  }
}
