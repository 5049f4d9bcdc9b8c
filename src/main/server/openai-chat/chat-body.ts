import { z } from 'zod'

// Fields that are not here are ignored, as OpenAI's clients expect of servers that imitate it.

const textPart = z.object({ type: z.literal('text'), text: z.string() })
const imagePart = z.object({
  type: z.literal('image_url'),
  image_url: z.union([z.object({ url: z.string() }), z.string().transform((url) => ({ url }))]),
})
const filePart = z.object({
  type: z.literal('file'),
  file: z.object({ file_data: z.string(), filename: z.string().max(255).nullish() }),
})
const refusalPart = z.object({ type: z.literal('refusal'), refusal: z.string() })

const texts = z.union([z.string(), z.array(textPart)], { error: 'must be a text or a list of texts' })

/** Some programs send the arguments as the object that the text stands for. */
const argumentsText = z.union([
  z.string(),
  z.record(z.string(), z.unknown()).transform((value) => JSON.stringify(value)),
])
const toolCall = z.object({
  id: z.string().min(1).max(512),
  function: z.object({ name: z.string(), arguments: argumentsText }),
})

const messageSchema = z.discriminatedUnion('role', [
  z.object({ role: z.enum(['system', 'developer']), content: texts.nullish() }),
  z.object({
    role: z.literal('user'),
    content: z
      .union([z.string(), z.array(z.discriminatedUnion('type', [textPart, imagePart, filePart]))], {
        error: 'must be a text, or a list of parts of type text, image_url or file',
      })
      .nullish(),
  }),
  z.object({
    role: z.literal('assistant'),
    content: z
      .union([z.string(), z.array(z.discriminatedUnion('type', [textPart, refusalPart]))], {
        error: 'must be a text, or a list of parts of type text or refusal',
      })
      .nullish(),
    refusal: z.string().nullish(),
    tool_calls: z.array(toolCall).max(1000).nullish(),
  }),
  z.object({ role: z.literal('tool'), tool_call_id: z.string().min(1).max(512), content: texts.nullish() }),
])
export type WireMessage = z.output<typeof messageSchema>
export type WireUserPart = z.output<typeof textPart | typeof imagePart | typeof filePart>

const toolSchema = z.object({
  type: z.literal('function', { error: 'must be "function": other tools do not run here' }),
  function: z.object({
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, 'must have letters, digits, _ and - only'),
    description: z.string().max(20_000).nullish(),
    parameters: z.record(z.string(), z.unknown()).nullish(),
  }),
})

const formatSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text') }),
  z.object({ type: z.literal('json_object') }),
  z.object({
    type: z.literal('json_schema'),
    json_schema: z.object({
      name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must have letters, digits, _ and - only'),
      schema: z.record(z.string(), z.unknown()),
    }),
  }),
])

const tokens = z.number().int().min(1).max(10_000_000).nullish()
const word = z.string().min(1).max(200)

/** The body of a request for a chat completion. */
export const chatBodySchema = z.object({
  model: z.string().min(1).max(300),
  messages: z.array(messageSchema).min(1).max(10_000),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  tools: z.array(toolSchema).max(128).nullish(),
  tool_choice: z
    .union(
      [
        z.enum(['auto', 'none', 'required']),
        z.object({ type: z.literal('function'), function: z.object({ name: z.string().min(1).max(64) }) }),
      ],
      { error: 'must be auto, none, required, or name a function' },
    )
    .nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  max_tokens: tokens,
  max_completion_tokens: tokens,
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  stop: z.union([z.string().max(200), z.array(word).max(4)]).nullish(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']).nullish(),
  response_format: formatSchema.nullish(),
  n: z.number().int().min(1).max(8).nullish(),
  modalities: z.array(z.literal('text', { error: 'must be "text": nothing else is written here' })).nullish(),
})
export type ChatBody = z.output<typeof chatBodySchema>
