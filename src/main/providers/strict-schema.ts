import { listOf, looseOf } from './loose.ts'

/**
 * Whether OpenAI can promise an answer of exactly this form: every object of the schema names all its fields as required
 * and allows no others. A looser schema is kept to as well as the model can.
 * https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 */
export function isStrict(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isStrict)
  if (typeof schema !== 'object' || schema === null) return true
  const { properties, required, additionalProperties, ...rest } = looseOf(schema)
  if (rest['type'] === 'object' || properties !== undefined) {
    const named = Object.keys(looseOf(properties))
    const wanted = new Set(listOf(required))
    if (additionalProperties !== false || !named.every((name) => wanted.has(name))) return false
  }
  return [...Object.values(looseOf(properties)), ...Object.values(rest)].every(isStrict)
}
