import type { Text } from '../../contract/language/text.ts'
import type { ProviderView } from '../../contract/provider.ts'

/**
 * Names as a sentence lists them: `a, b, and c`, `a, b und c`, `a、b和c`. `short` is for where they are no part of a sentence:
 * `a, b, c`. `locale` is a BCP 47 tag.
 */
export function listText(
  locale: string,
  names: readonly string[],
  kind: 'and' | 'or' | 'short' = 'and',
): string {
  const type = kind === 'or' ? 'disjunction' : 'conjunction'
  return new Intl.ListFormat(locale, { type, style: kind === 'short' ? 'narrow' : 'long' }).format(names)
}

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

/** A countdown in ms as `0:24`, of an hour or more as `23:59:05`. */
export function countdownText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** A moment as people say it, the hour as the language writes it: `Today at 9:12 AM`, `Heute um 09:12`. `locale` is a BCP 47 tag. */
export function momentText(text: Text, at: number, now: number, locale: string): string {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at)
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  if (at >= midnight) return text('unit.today', { time })
  if (at >= new Date(midnight - 1).setHours(0, 0, 0, 0)) return text('unit.yesterday', { time })
  return text('unit.day', { day: new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(at), time })
}

/** The same, exact where it is small: `512 bytes`. */
export function fileSizeText(text: Text, bytes: number): string {
  return bytes < 1000 ? text('unit.bytes', { count: bytes }) : sizeText(text, bytes)
}

/** Bytes as a short size: `12 kB`, `48 MB`, `1.2 GB`. */
export function sizeText(text: Text, bytes: number): string {
  if (bytes < 1_000_000) return text('unit.kilobytes', { value: Math.ceil(bytes / 1000) })
  if (bytes < 1_000_000_000) return text('unit.megabytes', { value: Math.round(bytes / 1_000_000) })
  return text('unit.gigabytes', { value: Math.round(bytes / 100_000_000) / 10 })
}

/** US dollars: `$0.025`, `$1.20`, `under $0.001`. Small sums keep the digits that tell them apart. */
export function dollarsText(text: Text, locale: string, amount: number): string {
  if (amount > 0 && amount < 0.0005) return text('unit.dollars-less', { amount: 0.001 })
  const digits = amount > 0 && amount < 1 ? 3 : 2
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return text('unit.dollars', { amount: format.format(amount) })
}

/** Tokens in few letters: `812`, `18.9 K`, `1.2 M`. `locale` is a BCP 47 tag. */
export function shortCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(count)
}

/** The name of a provider; the built-in one has it from the language, others bring their own. */
export function providerName(
  text: Text,
  { protocol, name }: Pick<ProviderView, 'protocol' | 'name'>,
): string {
  return protocol === 'demo' ? text('transcript.demo-model') : name
}
