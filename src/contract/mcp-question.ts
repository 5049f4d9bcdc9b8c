import { z } from 'zod'

const words = z.string().max(2_000)
const option = z.object({ value: words, label: words })

const about = {
  name: z.string().max(200),
  title: words,
  description: words.optional(),
  required: z.boolean(),
}
const count = z.number().int().nonnegative().optional()

/** One thing that a server wants to know. What it starts with is what the server proposes, seen before it is sent. */
export const mcpFieldSchema = z.discriminatedUnion('type', [
  z.object({
    ...about,
    type: z.literal('text'),
    minLength: count,
    maxLength: count,
    start: words.optional(),
  }),
  z.object({
    ...about,
    type: z.literal('number'),
    whole: z.boolean(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    start: z.number().optional(),
  }),
  z.object({ ...about, type: z.literal('switch'), start: z.boolean().optional() }),
  z.object({
    ...about,
    type: z.literal('choice'),
    options: z.array(option).min(1).max(200).readonly(),
    start: words.optional(),
  }),
  z.object({
    ...about,
    type: z.literal('choices'),
    options: z.array(option).min(1).max(200).readonly(),
    start: z.array(words).readonly().optional(),
  }),
])
export type McpField = Readonly<z.infer<typeof mcpFieldSchema>>

/** What an MCP server asks a person while one of its tools runs. Every word of it is the server's own. */
export const mcpQuestionSchema = z.object({
  id: z.string().max(64),
  server: z.string(),
  /** The tool that was called, as the server calls it. */
  tool: z.string(),
  /** Of a request to the model all that would be sent. */
  message: z.string().max(100_000),
  /** Set where nothing is asked of the person but whether the server may ask the chat's model. */
  sampling: z.object({ model: z.string(), maxTokens: z.number().int().positive() }).optional(),
  fields: z.array(mcpFieldSchema).max(50).readonly(),
})
export type McpQuestion = Readonly<z.infer<typeof mcpQuestionSchema>>

const valueSchema = z.union([z.string().max(100_000), z.number(), z.boolean(), z.array(words).max(200)])
export const mcpValuesSchema = z.record(z.string().max(200), valueSchema)
export type McpValue = z.infer<typeof valueSchema>
export type McpValues = Readonly<Record<string, McpValue>>

/** Said by a person. `cancel`: neither yes nor no. */
export const mcpAnswerSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('accept'), values: mcpValuesSchema }),
  z.object({ action: z.enum(['decline', 'cancel']) }),
])
export type McpAnswer = Readonly<z.infer<typeof mcpAnswerSchema>>

/** What a form starts with: what the server proposes, and a switch is off. */
export function startOf(fields: readonly McpField[]): McpValues {
  const values: Record<string, McpValue> = {}
  for (const field of fields) {
    if (field.type === 'switch') values[field.name] = field.start ?? false
    else if (field.type === 'choices') values[field.name] = [...(field.start ?? [])]
    else if (field.start !== undefined) values[field.name] = field.start
  }
  return values
}

export type FieldObjection = 'missing' | 'short' | 'long' | 'number' | 'whole' | 'small' | 'large' | 'choice'

/** What is wrong with a value; undefined when nothing is. An empty value counts as none. */
export function objectionTo(field: McpField, value: McpValue | undefined): FieldObjection | undefined {
  const isNone = value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  if (isNone) return field.required ? 'missing' : undefined
  switch (field.type) {
    case 'text':
      return objectionToText(field, String(value))
    case 'number':
      return objectionToNumber(field, value)
    case 'switch':
      return typeof value === 'boolean' ? undefined : 'choice'
    case 'choice':
      return field.options.some((each) => each.value === value) ? undefined : 'choice'
    case 'choices':
      return Array.isArray(value) && value.every((each) => field.options.some((one) => one.value === each))
        ? undefined
        : 'choice'
    default:
      return field satisfies never
  }
}

function objectionToText({ minLength = 0, maxLength }: Extract<McpField, { type: 'text' }>, value: string) {
  if (value.length < minLength) return 'short'
  return maxLength !== undefined && value.length > maxLength ? 'long' : undefined
}

function objectionToNumber(field: Extract<McpField, { type: 'number' }>, value: McpValue) {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'number'
  if (field.whole && !Number.isInteger(value)) return 'whole'
  if (field.minimum !== undefined && value < field.minimum) return 'small'
  return field.maximum !== undefined && value > field.maximum ? 'large' : undefined
}

/** The number that an objection is about, where it is about one. */
export function boundOf(field: McpField, objection: FieldObjection): number {
  if (field.type === 'text') return (objection === 'short' ? field.minLength : field.maxLength) ?? 0
  if (field.type === 'number') return (objection === 'small' ? field.minimum : field.maximum) ?? 0
  return 0
}
