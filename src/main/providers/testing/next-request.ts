import type { Part } from '../../../contract/message.ts'
import type { ModelAnswer } from '../../core/ports/model-client.ts'
import { requestOf as forMessages } from '../anthropic-messages/request.ts'
import { requestOf as forChat } from '../openai-chat/request.ts'
import { requestOf as forResponses } from '../openai-responses/request.ts'
import { readBody, type WireProtocol } from './read-body.ts'
import { recordingOf } from './replay.ts'
import { questionOf } from './wire-fixture.ts'

/** The answer of a recording, read without a client around it. Throws when it is none. */
export function answerIn(protocol: WireProtocol, file: string): ModelAnswer {
  const { result } = readBody(protocol, [recordingOf(protocol, file)])
  if (typeof result === 'string') throw new Error(`${file} is ${result}`)
  return result
}

/** The body of a request whose conversation is a question, this answer, the results of its calls, and a question. */
export function nextRequest(
  protocol: WireProtocol,
  parts: readonly Part[],
  { baseUrl = 'https://wire.test/v1', model = 'm', goesOn = false } = {},
): object {
  const results = parts.flatMap((part): Part[] =>
    part.type === 'tool-call'
      ? [{ type: 'tool-result', callId: part.id, content: 'done', isError: false }]
      : [],
  )
  const request = questionOf('Question?', {
    model,
    messages: [
      ...questionOf('Question?').messages,
      { role: 'assistant', parts },
      ...(results.length > 0 ? [{ role: 'tool', parts: results } as const] : []),
      ...(goesOn ? [] : questionOf('Go on').messages),
    ],
  })
  if (protocol === 'openai-chat') return forChat(request, true, baseUrl)
  return protocol === 'openai-responses'
    ? forResponses(request, true, { name: 'X' })
    : forMessages(request, true, { name: 'X' })
}
