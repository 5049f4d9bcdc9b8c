import type { Text } from '../../contract/language/text.ts'

/** A duration in ms as short words: `340 ms`, `4.2 s`, `60 s`, `2 min 5 s`. */
export function durationText(text: Text, ms: number): string {
  if (ms < 1000) return text('unit.milliseconds', { value: Math.round(ms) })
  const seconds = ms / 1000
  if (seconds < 100) return text('unit.seconds', { value: Math.floor(seconds * 10) / 10 })
  return text('unit.minutes', { minutes: Math.floor(seconds / 60), seconds: Math.floor(seconds % 60) })
}

/** A time in ms as seconds, however short: `0.2 s`. */
export function secondsText(text: Text, ms: number): string {
  return ms < 1000 ? text('unit.seconds', { value: Math.ceil(ms / 100) / 10 }) : durationText(text, ms)
}

/** A countdown in ms as `0:24`. */
export function countdownText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
