import { useEffect, useEffectEvent, useRef } from 'react'

export interface Countdown {
  readonly pause: () => void
  readonly resume: () => void
}

/** Calls `onEnd` once after `durationMs` of time in which it was not paused. */
export function useCountdown(durationMs: number, onEnd: () => void): Countdown {
  const end = useEffectEvent(onEnd)
  const clock = useRef<Clock>(undefined)
  useEffect(() => {
    const started = startClock(durationMs, () => end())
    clock.current = started
    return started.pause
  }, [durationMs])
  return { pause: () => clock.current?.pause(), resume: () => clock.current?.resume() }
}

type Clock = Countdown

function startClock(durationMs: number, onEnd: () => void): Clock {
  let left = durationMs
  let startedAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const pause = () => {
    if (timer === undefined) return
    clearTimeout(timer)
    timer = undefined
    left -= performance.now() - startedAt
  }
  const resume = () => {
    if (timer !== undefined) return
    startedAt = performance.now()
    timer = setTimeout(onEnd, Math.max(0, left))
  }
  resume()
  return { pause, resume }
}
