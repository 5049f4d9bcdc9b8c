import type OpenAI from 'openai'
import { assertNever } from '../../../contract/assert-never.ts'
import type { AnswerFormat, Generation } from '../../../contract/generation.ts'
import { isMedia, textOf, type Part } from '../../../contract/message.ts'
import type { ToolChoice, ToolDefinition } from '../../../contract/tool.ts'
import type { ModelRequest } from '../../core/ports/model-client.ts'
import { dataUrlOf } from '../sent-file.ts'
import { isStrict } from '../strict-schema.ts'
import { unsupported } from '../unsupported.ts'
import { fittingId } from '../wire-ids.ts'
import { joinedQuestions, withAnswers } from './alternation.ts'
import { answerOf } from './assistant.ts'
import { vendorOf, type Vendor } from './vendor.ts'

type WireMessage = OpenAI.ChatCompletionMessageParam
type Turn = ModelRequest['messages'][number]

/** Writes a question as the body of a chat completion, as whoever has that address wants it. */
export function requestOf(
  request: ModelRequest,
  streaming: boolean,
  baseUrl: string,
): OpenAI.ChatCompletionCreateParams {
  const { model, messages, tools, parallelTools, toolChoice } = request
  const vendor = vendorOf(baseUrl, model)
  const written = joinedQuestions(messages.flatMap((turn) => messagesOf(turn, vendor)))
  return {
    model,
    messages: vendor.wantsAnswerToResults ? withAnswers(written) : written,
    stream: streaming,
    ...(streaming && !vendor.refusesUsageOption && { stream_options: { include_usage: true } }),
    ...(tools.length > 0 && { tools: tools.map(toolOf) }),
    ...(tools.length > 0 && !vendor.refusesParallelOption && { parallel_tool_calls: parallelTools }),
    ...(tools.length > 0 && toolChoice && { tool_choice: choiceOf(toolChoice) }),
    ...writingOf(request.generation, vendor),
  }
}

function writingOf(
  { temperature, topP, maxTokens, stop, effort, format }: Generation = {},
  vendor: Vendor,
): Partial<OpenAI.ChatCompletionCreateParams> {
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(maxTokens !== undefined && { [vendor.limitOption]: maxTokens }),
    ...(stop && stop.length > 0 && { stop: [...stop] }),
    ...(effort && { reasoning_effort: effort }),
    ...(format && { response_format: formatOf(format, vendor) }),
  }
}

function formatOf(
  format: AnswerFormat,
  vendor: Vendor,
): NonNullable<OpenAI.ChatCompletionCreateParams['response_format']> {
  if (format.type === 'json') return { type: 'json_object' }
  if (vendor.refusesSchemas)
    throw unsupported({ name: vendor.refusesSchemas }, 'schema', 'it takes JSON without one')
  const { name, schema } = format
  return { type: 'json_schema', json_schema: { name, schema, strict: isStrict(schema) } }
}

function toolOf({ name, description, inputSchema }: ToolDefinition): OpenAI.ChatCompletionTool {
  return { type: 'function', function: { name, description, parameters: inputSchema } }
}

function choiceOf(choice: ToolChoice): OpenAI.ChatCompletionToolChoiceOption {
  return typeof choice === 'string' ? choice : { type: 'function', function: { name: choice.name } }
}

function messagesOf(turn: Turn, vendor: Vendor): readonly WireMessage[] {
  switch (turn.role) {
    case 'system':
      return [{ role: 'system', content: textOf(turn) }]
    case 'user':
      return [{ role: 'user', content: contentOf(turn.parts) }]
    case 'assistant':
      return answerOf(turn.parts, vendor)
    case 'tool':
      return turn.parts.flatMap((part): WireMessage[] =>
        part.type === 'tool-result'
          ? [{ role: 'tool', tool_call_id: fittingId(part.callId, vendor.ids), content: part.content }]
          : [],
      )
    default:
      return assertNever(turn.role)
  }
}

function contentOf(parts: readonly Part[]): string | OpenAI.ChatCompletionContentPart[] {
  if (parts.every(({ type }) => type === 'text')) return textOf({ parts })
  return parts.flatMap((part): OpenAI.ChatCompletionContentPart[] => {
    if (part.type === 'text') return [{ type: 'text', text: part.text }]
    if (!isMedia(part)) return []
    const url = dataUrlOf(part)
    if (url === undefined) return []
    if (part.type === 'image') return [{ type: 'image_url', image_url: { url } }]
    return [{ type: 'file', file: { filename: part.name, file_data: url } }]
  })
}
