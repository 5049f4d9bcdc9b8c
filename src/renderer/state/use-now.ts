import { useEffect, useState } from 'react'
import { useApp } from './app-context.tsx'

/** The time now, again every `everyMs` as long as something that changes with it is `active`. */
export function useNow(active: boolean, everyMs: number): number {
  const { now } = useApp()
  const [time, setTime] = useState(now)
  useEffect(() => {
    if (!active) return undefined
    const timer = setInterval(() => setTime(now()), everyMs)
    return () => clearInterval(timer)
  }, [active, everyMs, now])
  return time
}
