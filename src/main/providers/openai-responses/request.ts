import type OpenAI from 'openai'
import { assertNever } from '../../../contract/assert-never.ts'
import type { AnswerFormat, Generation } from '../../../contract/generation.ts'
import { textOf, type MediaPart, type Part } from '../../../contract/message.ts'
import type { ToolChoice, ToolDefinition } from '../../../contract/tool.ts'
import type { ModelEndpoint, ModelRequest } from '../../core/ports/model-client.ts'
import { argumentsOf } from '../call-arguments.ts'
import { parsedLoose, textOf as looseTextOf } from '../loose.ts'
import { readSeal } from '../seal.ts'
import { dataUrlOf } from '../sent-file.ts'
import { isStrict } from '../strict-schema.ts'
import { unsupported } from '../unsupported.ts'
import { fittingId } from '../wire-ids.ts'

type Item = OpenAI.Responses.ResponseInputItem
type Turn = ModelRequest['messages'][number]

const ids = { fits: /^.{1,64}$/s, length: 32 }

/**
 * Writes a question as the body of a response. Nothing is kept at the provider, so its reasoning comes back to it
 * sealed: https://platform.openai.com/docs/guides/reasoning#encrypted-reasoning-items. Throws `option-unsupported`.
 */
export function requestOf(
  request: ModelRequest,
  streaming: boolean,
  endpoint: Pick<ModelEndpoint, 'name'>,
): OpenAI.Responses.ResponseCreateParams {
  const { model, messages, tools, parallelTools, toolChoice } = request
  return {
    model,
    input: messages.flatMap(itemsOf),
    stream: streaming,
    store: false,
    include: ['reasoning.encrypted_content'],
    ...(tools.length > 0 && { tools: tools.map(toolOf), parallel_tool_calls: parallelTools }),
    ...(tools.length > 0 && toolChoice && { tool_choice: choiceOf(toolChoice) }),
    ...writingOf(request.generation, endpoint),
  }
}

function writingOf(
  { temperature, topP, maxTokens, stop = [], effort, format }: Generation = {},
  endpoint: Pick<ModelEndpoint, 'name'>,
): Partial<OpenAI.Responses.ResponseCreateParams> {
  if (stop.length > 0) throw unsupported(endpoint, 'stop', 'responses have no such option')
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(maxTokens !== undefined && { max_output_tokens: maxTokens }),
    ...(effort && { reasoning: { effort } }),
    ...(format && { text: { format: formatOf(format) } }),
  }
}

function formatOf(format: AnswerFormat): OpenAI.Responses.ResponseFormatTextConfig {
  if (format.type === 'json') return { type: 'json_object' }
  const { name, schema } = format
  return { type: 'json_schema', name, schema, strict: isStrict(schema) }
}

// Not strict: that asks for schemas in which every field is required, which those of tools are not.
function toolOf({ name, description, inputSchema }: ToolDefinition): OpenAI.Responses.FunctionTool {
  return { type: 'function', name, description, parameters: inputSchema, strict: false }
}

function choiceOf(choice: ToolChoice): NonNullable<OpenAI.Responses.ResponseCreateParams['tool_choice']> {
  return typeof choice === 'string' ? choice : { type: 'function', name: choice.name }
}

function itemsOf(turn: Turn): readonly Item[] {
  switch (turn.role) {
    case 'system':
      return [{ type: 'message', role: 'system', content: textOf(turn) }]
    case 'user':
      return [{ type: 'message', role: 'user', content: turn.parts.flatMap(contentOf) }]
    case 'assistant':
      return withoutLooseReasoning(turn.parts.flatMap((part, index) => outputOf(part, turn.parts[index + 1])))
    case 'tool':
      return turn.parts.flatMap((part): Item[] =>
        part.type === 'tool-result'
          ? [{ type: 'function_call_output', call_id: fittingId(part.callId, ids), output: part.content }]
          : [],
      )
    default:
      return assertNever(turn.role)
  }
}

function contentOf(part: Part): readonly OpenAI.Responses.ResponseInputContent[] {
  switch (part.type) {
    case 'text':
      return [{ type: 'input_text', text: part.text }]
    case 'image':
    case 'file':
      return mediaOf(part)
    default:
      return []
  }
}

function mediaOf(part: MediaPart): readonly OpenAI.Responses.ResponseInputContent[] {
  const url = dataUrlOf(part)
  if (url === undefined) return []
  if (part.type === 'image') return [{ type: 'input_image', image_url: url, detail: 'auto' }]
  return [{ type: 'input_file', filename: part.name, file_data: url }]
}

function outputOf(part: Part, next: Part | undefined): readonly Item[] {
  switch (part.type) {
    case 'text':
      return part.text === '' ? [] : [{ role: 'assistant', content: part.text }]
    case 'refusal':
      return part.text === '' ? [] : [{ role: 'assistant', content: part.text }]
    case 'tool-call':
      return [
        {
          type: 'function_call',
          call_id: fittingId(part.id, ids),
          name: part.name,
          arguments: argumentsOf(part.arguments),
        },
      ]
    case 'reasoning': {
      const sealed = readSeal('openai-responses', part.signature)
      if (!sealed) return []
      const { id, content } = sealed
      return [
        { type: 'reasoning', id: looseTextOf(id), summary: [], encrypted_content: looseTextOf(content) },
      ]
    }
    case 'provider-item':
      return part.protocol === 'openai-responses' ? itemOf(part.data, next) : []
    default:
      return []
  }
}

// The picture of an item is the part behind it.
function itemOf(data: string, next: Part | undefined): readonly Item[] {
  const item = parsedLoose(data)
  if (!item) return []
  const isImage = item['type'] === 'image_generation_call' && next?.type === 'image'
  // Whatever it is, it is what the provider sent.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return [{ ...item, ...(isImage && { result: next.data }) } as unknown as Item]
}

// Reasoning whose message or call never came is refused.
function withoutLooseReasoning(items: readonly Item[]): readonly Item[] {
  return items.slice(0, items.findLastIndex(({ type }) => type !== 'reasoning') + 1)
}
