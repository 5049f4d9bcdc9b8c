import { imageTypes } from '../../../contract/attachment.ts'
import type { CompletionAsk, CompletionMessage } from '../../../contract/completion.ts'
import { cleanName } from '../../../contract/file-name.ts'
import type { Generation } from '../../../contract/generation.ts'
import { callIdOf } from '../../../contract/id.ts'
import type { Part } from '../../../contract/message.ts'
import { ApiError } from '../api/api-error.ts'
import type { ChatBody, WireMessage, WireUserPart } from './chat-body.ts'

/** The question of a body, in Parley's own words. Throws ApiError 400. */
export function askOf(body: ChatBody): Omit<CompletionAsk, 'id' | 'streaming'> {
  const { model, messages, tools, tool_choice: choice, parallel_tool_calls: parallelTools } = body
  const names = tools?.map((tool) => tool.function.name) ?? []
  if (new Set(names).size < names.length) {
    throw new ApiError(400, 'Two tools have the same name.', { param: 'tools' })
  }
  if (typeof choice === 'object' && choice && !names.includes(choice.function.name)) {
    throw new ApiError(400, 'The tool that is to be called is not among the tools.', { param: 'tool_choice' })
  }
  return {
    model,
    messages: messages.map(messageOf),
    generation: generationOf(body),
    ...(tools && tools.length > 0 && { tools: tools.map(toolOf) }),
    ...(choice && { toolChoice: typeof choice === 'string' ? choice : { name: choice.function.name } }),
    ...(typeof parallelTools === 'boolean' && { parallelTools }),
  }
}

function toolOf({
  function: { name, description, parameters },
}: NonNullable<ChatBody['tools']>[number]): NonNullable<CompletionAsk['tools']>[number] {
  return {
    name,
    description: description ?? '',
    inputSchema: parameters ?? { type: 'object', properties: {} },
  }
}

const efforts = { minimal: 'low', low: 'low', medium: 'medium', high: 'high', xhigh: 'high' } as const

function generationOf(body: ChatBody): Generation {
  const { temperature, top_p: topP, stop, reasoning_effort: effort, response_format: format } = body
  const maxTokens = body.max_completion_tokens ?? body.max_tokens
  const words = (typeof stop === 'string' ? [stop] : (stop ?? [])).filter((word) => word !== '')
  return {
    ...(typeof temperature === 'number' && { temperature }),
    ...(typeof topP === 'number' && { topP }),
    ...(typeof maxTokens === 'number' && { maxTokens }),
    ...(words.length > 0 && { stop: words }),
    ...(effort && effort !== 'none' && { effort: efforts[effort] }),
    ...formatOf(format),
  }
}

function formatOf(format: ChatBody['response_format']): Pick<Generation, 'format'> {
  if (format?.type === 'json_object') return { format: { type: 'json' } }
  if (format?.type !== 'json_schema') return {}
  const { name, schema } = format.json_schema
  return { format: { type: 'json-schema', name, schema } }
}

function messageOf(message: WireMessage, index: number): CompletionMessage {
  switch (message.role) {
    case 'system':
    case 'developer':
      return { role: 'system', parts: textParts(message.content) }
    case 'user':
      return { role: 'user', parts: userParts(message.content, index) }
    case 'assistant':
      return { role: 'assistant', parts: answerParts(message) }
    default: {
      const content = textParts(message.content)
        .map((part) => (part.type === 'text' ? part.text : ''))
        .join('')
      const callId = callIdOf(message.tool_call_id)
      return { role: 'tool', parts: [{ type: 'tool-result', callId, content, isError: false }] }
    }
  }
}

function textParts(content: string | readonly { readonly text: string }[] | null | undefined): Part[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return (content ?? []).map(({ text }) => ({ type: 'text', text }))
}

function answerParts(message: Extract<WireMessage, { role: 'assistant' }>): Part[] {
  const { content, refusal, tool_calls: calls } = message
  const said =
    typeof content === 'string'
      ? textParts(content)
      : (content ?? []).map((part): Part =>
          part.type === 'text' ? { type: 'text', text: part.text } : { type: 'refusal', text: part.refusal },
        )
  return [
    ...said,
    ...(refusal ? [{ type: 'refusal' as const, text: refusal }] : []),
    ...(calls ?? []).map(({ id, function: { name, arguments: text } }): Part => {
      return { type: 'tool-call', id: callIdOf(id), name, arguments: text }
    }),
  ]
}

function userParts(content: string | readonly WireUserPart[] | null | undefined, index: number): Part[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return (content ?? []).map((part, at): Part => {
    const param = `messages[${index}].content[${at}]`
    switch (part.type) {
      case 'text':
        return { type: 'text', text: part.text }
      case 'image_url': {
        const { mediaType, data, size } = contentOf(part.image_url.url, param)
        if (imageTypes.some((each) => each === mediaType)) return { type: 'image', mediaType, data, size }
        throw new ApiError(400, `Pictures must be of type ${imageTypes.join(', ')}.`, { param })
      }
      default: {
        const { mediaType, data, size } = contentOf(part.file.file_data, param)
        return { type: 'file', name: cleanName(part.file.filename ?? 'file'), mediaType, data, size }
      }
    }
  })
}

// Parley fetches nothing for a program: where an address leads, only who runs that program can know.
function contentOf(url: string, param: string) {
  const comma = url.indexOf(',')
  const head = /^data:([\w.+-]+\/[\w.+-]+)(?:;[\w.=+-]+)*;base64$/i.exec(url.slice(0, Math.min(comma, 200)))
  const data = url.slice(comma + 1)
  if (!head?.[1] || data === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(data)) {
    throw new ApiError(400, 'Pictures and files must be given as data:…;base64,… and not as an address.', {
      param,
    })
  }
  return { mediaType: head[1].toLowerCase(), data, size: Math.floor((data.length * 3) / 4) }
}
