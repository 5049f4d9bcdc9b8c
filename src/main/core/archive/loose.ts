/** Looks into values that somebody else wrote: whatever is not what was hoped for counts as missing. Never throws. */

export type Fields = Readonly<Record<string, unknown>>

export function fieldsOf(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return value as Fields
}

/** A field that the object itself has, never one of its prototype. */
export function field(value: unknown, name: string): unknown {
  const fields = fieldsOf(value)
  return fields && Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** The text of a field; undefined when there is none or it is empty. */
export function textIn(value: unknown, name: string): string | undefined {
  const text = field(value, name)
  return typeof text === 'string' && text !== '' ? text : undefined
}

export function listIn(value: unknown, name: string): readonly unknown[] {
  const list = field(value, name)
  return Array.isArray(list) ? list : []
}

const lastTime = 8_640_000_000_000_000

/** Milliseconds since 1970 from seconds, as a number, or from an ISO date; undefined for anything else. */
export function timeIn(value: unknown, name: string): number | undefined {
  const time = field(value, name)
  const ms =
    typeof time === 'number' ? Math.round(time * 1000) : typeof time === 'string' ? Date.parse(time) : NaN
  return ms >= 0 && ms <= lastTime ? ms : undefined
}
