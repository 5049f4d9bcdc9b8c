type Members = Readonly<Record<string, unknown>>

/**
 * What is plainly wrong with arguments, by the outermost level of a JSON Schema: something required is missing, has
 * another type, or is not known. `undefined` says nothing; whoever runs the call checks the rest.
 */
export function schemaObjection(schema: Members, input: Members): string | undefined {
  const { required, properties, additionalProperties } = schema
  const known = membersOf(properties)
  const missing = Array.isArray(required)
    ? required.find((name) => !Object.hasOwn(input, String(name)))
    : undefined
  if (missing !== undefined) return `${missing} is missing`
  for (const [name, value] of Object.entries(input)) {
    const rule = Object.hasOwn(known, name) ? membersOf(known[name]) : undefined
    if (!rule && additionalProperties === false && !schema['patternProperties']) return `${name} is not known`
    const type = rule?.['type']
    if (typeof type === 'string' && !isOfType(value, type)) return `${name} is not of the type ${type}`
  }
  return undefined
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type
    case 'number':
      return typeof value === 'number'
    case 'integer':
      return Number.isInteger(value)
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    default:
      return true
  }
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
