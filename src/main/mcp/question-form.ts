import { z } from 'zod'
import type { McpField } from '../../contract/mcp-question.ts'

const mostFields = 50
const mostOptions = 200
const longestWords = 2_000

const words = z.string().transform((text) => text.slice(0, longestWords))
const titled = z.object({ const: z.string().max(longestWords), title: words.optional() })
const options = z.array(z.string().max(longestWords)).min(1).max(mostOptions)
const titledOptions = z.array(titled).min(1).max(mostOptions)
const number = z.number().optional()

/** What a field of a form may be: the flat part of JSON Schema that the protocol allows. */
const fieldSchema = z.object({
  type: z.enum(['string', 'number', 'integer', 'boolean', 'array']),
  title: words.optional(),
  description: words.optional(),
  default: z.unknown().optional(),
  minLength: number,
  maxLength: number,
  minimum: number,
  maximum: number,
  enum: options.optional(),
  enumNames: z.array(words).optional(),
  oneOf: titledOptions.optional(),
  items: z.object({ enum: options.optional(), anyOf: titledOptions.optional() }).optional(),
})
type Field = z.infer<typeof fieldSchema>

const formSchema = z.object({
  properties: z.record(z.string().max(200), fieldSchema),
  required: z.array(z.string()).optional(),
})

/** The fields of a form; undefined for one that is not flat, or too large to be a question. */
export function fieldsOf(schema: unknown): readonly McpField[] | undefined {
  const form = formSchema.safeParse(schema).data
  if (!form) return undefined
  const entries = Object.entries(form.properties)
  if (entries.length > mostFields) return undefined
  const fields = entries.map(([name, field]) => fieldOf(name, field, form.required?.includes(name) === true))
  return fields.every((field) => field !== undefined) ? fields : undefined
}

function fieldOf(name: string, field: Field, required: boolean): McpField | undefined {
  const { title = name, description } = field
  const about = { name, title, required, ...(description !== undefined && { description }) }
  switch (field.type) {
    case 'string':
      return { ...about, ...textOf(field) }
    case 'number':
    case 'integer':
      return { ...about, ...numberOf(field) }
    case 'boolean':
      return { ...about, type: 'switch', ...startOf(field, z.boolean()) }
    case 'array': {
      const choices = optionsOf(field.items?.enum, field.items?.anyOf)
      return (
        choices && { ...about, type: 'choices', options: choices, ...startOf(field, z.array(z.string())) }
      )
    }
    default:
      return field.type satisfies never
  }
}

function textOf(field: Field) {
  const choices = optionsOf(field.enum, field.oneOf, field.enumNames)
  const start = startOf(field, z.string().max(longestWords))
  if (choices) return { type: 'choice', options: choices, ...start } as const
  const { minLength, maxLength } = field
  return { type: 'text', ...bounds({ minLength, maxLength }), ...start } as const
}

function numberOf(field: Field) {
  const { type, minimum, maximum } = field
  const whole = type === 'integer'
  return { type: 'number', whole, ...bounds({ minimum, maximum }), ...startOf(field, z.number()) } as const
}

function optionsOf(
  values: readonly string[] | undefined,
  entries: z.infer<typeof titledOptions> | undefined,
  names: readonly string[] = [],
) {
  if (entries) return entries.map((each) => ({ value: each.const, label: each.title ?? each.const }))
  return values?.map((value, index) => ({ value, label: names[index] ?? value }))
}

function startOf<Value>(field: Field, schema: z.ZodType<Value>): { readonly start?: Value } {
  const start = schema.safeParse(field.default).data
  return start === undefined ? {} : { start }
}

function bounds<Bounds extends Readonly<Record<string, number | undefined>>>(given: Bounds): Partial<Bounds> {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined && value >= 0)
  // Some of its own entries, with their own types.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as Partial<Bounds>
}

const secretNames =
  /pass(?:word|phrase|code|wd)|passwort|kennwort|secret|geheim|token|credential|api.?key|access.?key|private.?key|\b(?:pin|cvv|cvc|otp|ssn)\b|card.?number|seed.?phrase|密码|口令|密钥|令牌|验证码/i
const secretWords =
  /\b(?:your|my|the|ihr|dein)\b.{0,40}\b(?:password|passphrase|passcode|passwort|kennwort|api.?key|secret.?key|private.?key|access.?token|credit.?card)\b|密码|密钥|验证码/i

/** The first thing of a form that looks like a password or a key; undefined when nothing does. */
export function secretIn(message: string, fields: readonly McpField[]): string | undefined {
  const named = fields.find(({ name, title, description = '' }) => {
    return secretNames.test(split(name)) || secretNames.test(title) || secretWords.test(description)
  })
  if (named) return named.title
  return fields.length > 0 ? secretWords.exec(message)?.[0] : undefined
}

// `apiKey` is found by `api key`, and `shipping` has no `pin` of its own.
function split(name: string): string {
  return name.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll(/[_-]+/g, ' ')
}
