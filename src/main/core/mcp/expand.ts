import { ParleyError } from '../errors.ts'

const hole = /\$\{([^{}]*)\}/g

/** The names in `${NAME}` of a text; `$NAME` and `%NAME%` are letters like others. */
export function namesIn(text: string): readonly string[] {
  return [...text.matchAll(hole)].map(([, name = '']) => name)
}

export interface Expansion {
  readonly server: string
  /** What the user allowed for this server. */
  readonly allowed: readonly string[]
  /** True for names that stay here whoever allows them: keys of model providers. */
  readonly isReserved: (name: string) => boolean
  readonly read: (name: string) => string | undefined
}

/**
 * Puts the values of allowed variables into a text, once: what a value holds is not looked at again. Throws
 * `mcp-variable-refused`, `mcp-variable-missing`.
 */
export function expand(text: string, { server, allowed, isReserved, read }: Expansion): string {
  return text.replaceAll(hole, (_, name: string) => {
    const params = { server, variable: name }
    if (isReserved(name) || !allowed.includes(name)) throw new ParleyError('mcp-variable-refused', { params })
    const value = read(name)
    if (value === undefined) throw new ParleyError('mcp-variable-missing', { params })
    return value
  })
}
