/** Something that is asked for when a prompt is used. */
export interface Variable {
  readonly name: string
  /** What stands in its field from the start. */
  readonly value: string
  /** What can be chosen; absent where anything can be written. */
  readonly choices?: readonly string[]
}

/** Variables that nobody is asked for. */
export const builtInVariables = ['date', 'time', 'language', 'clipboard'] as const
export type BuiltInVariable = (typeof builtInVariables)[number]

// A name may be several words; braces, and what parts a name from a value, are not in it.
const hole = /\{\{\s*([^{}=:|\s](?:[^{}=:|\n]*[^{}=:|\s])?)\s*(?:([=:])([^{}]*))?\}\}/gu

/**
 * The variables of a text in the order of their first holes, without the built-in ones. The first hole that gives a
 * value or choices decides for all of the same name.
 */
export function variablesIn(text: string): readonly Variable[] {
  const found = new Map<string, Variable>()
  for (const [, name = '', sign, rest = ''] of text.matchAll(hole)) {
    if (isBuiltIn(name)) continue
    const before = found.get(name)
    if (before && (before.choices || before.value !== '')) continue
    found.set(name, variableOf(name, sign, rest))
  }
  return [...found.values()]
}

function variableOf(name: string, sign: string | undefined, rest: string): Variable {
  if (sign !== ':') return { name, value: rest.trim() }
  const choices = [...new Set(rest.split('|').map((choice) => choice.trim()))].filter(Boolean)
  const [first] = choices
  return first === undefined ? { name, value: '' } : { name, value: first, choices }
}

/** The text with its holes filled; one for which there is no value stays as it is. */
export function fillPrompt(text: string, values: ReadonlyMap<string, string>): string {
  return text.replaceAll(hole, (whole: string, name: string) => values.get(name) ?? whole)
}

/** Whether a text has a hole for something that nobody is asked for. */
export function usesBuiltIn(text: string, wanted: BuiltInVariable): boolean {
  return Array.from(text.matchAll(hole), ([, name]) => name).includes(wanted)
}

function isBuiltIn(name: string): name is BuiltInVariable {
  return builtInVariables.some((each) => each === name)
}
