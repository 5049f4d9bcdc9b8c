import { assertNever } from '../../contract/assert-never.ts'
import type { TextKey } from '../../contract/language/text.ts'
import type { FailureDetail } from '../core/errors.ts'
import { ParleyError } from '../core/errors.ts'

/** A flag: what its value may be and what the help says. */
export interface FlagSpec {
  readonly name: string
  /** A `list` may be given several times; see `listOf`. */
  readonly type: 'string' | 'boolean' | 'number' | 'list'
  readonly help: TextKey
  /** What the help shows as the default. */
  readonly default: string
  /** The smallest and the largest number that can be meant; absent: any. */
  readonly least?: number
  readonly most?: number
}

export type FlagValues = Readonly<Record<string, string | boolean | number>>

export interface ParsedFlags {
  readonly values: FlagValues
  readonly rest: readonly string[]
}

// No argument of a program can have this character in it.
const between = '\u0000'

/** The values of a flag that may be given several times, in their order. */
export function listOf(value: FlagValues[string] | undefined): readonly string[] {
  return typeof value === 'string' && value !== '' ? value.split(between) : []
}

/**
 * Reads Go's flag syntax (https://pkg.go.dev/flag): `-x`, `--x`, `-x=v`, `-x v`; a boolean takes a value only with
 * `=`. Unlike Go's, flags may also stand behind other words; `--` ends them. Throws `flag-unknown`, `flag-invalid`.
 */
export function parseFlags(specs: readonly FlagSpec[], args: readonly string[], command = ''): ParsedFlags {
  const values: Record<string, string | boolean | number> = {}
  const rest: string[] = []
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? ''
    if (word === '--') {
      rest.push(...args.slice(index + 1))
      break
    }
    const match = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(word)
    if (!match) {
      rest.push(word)
      continue
    }
    const [, name = '', attached] = match
    const spec = specs.find((each) => each.name === name)
    // Without its value, which may be a key that somebody put there by mistake.
    if (!spec)
      throw new ParleyError('flag-unknown', { params: { flag: word.split('=', 1)[0] ?? '', command } })
    const detached = attached === undefined && spec.type !== 'boolean' ? args[++index] : undefined
    const value = valueOf(spec, attached ?? detached)
    const before = spec.type === 'list' ? values[spec.name] : undefined
    values[spec.name] = before === undefined ? value : `${before}${between}${value}`
  }
  return { values, rest }
}

function valueOf(spec: FlagSpec, text: string | undefined): string | boolean | number {
  switch (spec.type) {
    case 'boolean':
      return booleanOf(spec, text ?? 'true')
    case 'number':
      if (!/^\d+$/.test(text ?? '')) throw invalid(spec, text, 'a whole number')
      return inBounds(spec, Number(text))
    case 'string':
    case 'list':
      if (text === undefined) throw invalid(spec, text, 'a value')
      return text
    default:
      return assertNever(spec.type)
  }
}

function inBounds(spec: FlagSpec, value: number): number {
  const { least = 0, most = Infinity } = spec
  if (value >= least && value <= most) return value
  throw invalid(spec, String(value), least > 0 ? `from ${least} to ${most}` : `${most} at most`)
}

// The words that Go's strconv.ParseBool accepts.
function booleanOf(spec: FlagSpec, text: string): boolean {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)) return false
  throw invalid(spec, text, 'true or false')
}

function invalid(spec: FlagSpec, value: string | undefined, expected: string): ParleyError {
  const params: FailureDetail['params'] = {
    flag: spec.name,
    value: value ?? '',
    expected: `it must be ${expected}`,
  }
  return new ParleyError('flag-invalid', { params })
}
