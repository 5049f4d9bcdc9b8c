import type { FastifyReply } from 'fastify'
import type { Completion, CompletionPiece } from '../../../contract/completion.ts'
import { ApiError } from '../api/api-error.ts'
import type { Work } from '../api/route.ts'
import { openEventStream } from '../api/event-stream.ts'
import { statusLeft, type Exchange } from '../api/exchange.ts'
import { choiceOf, finishReasonOf, usageOf, wireUsageOf } from './chat-answer.ts'
import { askOf } from './chat-ask.ts'
import { chatBodySchema, type ChatBody } from './chat-body.ts'
import { createDeltas } from './chat-deltas.ts'
import { parseBody } from './parse-body.ts'

type Ask = ReturnType<typeof askOf>

/** What stands in every piece of one answer. */
interface Head {
  readonly id: string
  readonly created: number
  readonly model: string
}

export const answerChat: Work = async (request, reply, exchange) => {
  const body = parseBody(chatBodySchema, request.body)
  exchange.model = body.model
  const ask = askOf(body)
  const head = {
    id: `chatcmpl-${crypto.randomUUID()}`,
    created: Math.floor(exchange.at / 1000),
    model: body.model,
  }
  return body.stream === true
    ? streamed(body, ask, { reply, exchange, head })
    : whole(body, ask, { exchange, head })
}

/** As many answers as are wanted, each asked for by itself. */
function answersOf(
  { n }: ChatBody,
  ask: Ask,
  exchange: Exchange,
  onPiece?: (piece: CompletionPiece, choice: number) => void,
): Promise<readonly Completion[]> {
  const choices = Array.from({ length: n ?? 1 }, (_, choice) => choice)
  return Promise.all(
    choices.map((choice) =>
      exchange.ask(
        'completions.create',
        { ...ask, id: crypto.randomUUID(), streaming: onPiece !== undefined },
        (notice) => {
          if (notice.type !== 'completion-pieces') return
          for (const piece of notice.pieces) onPiece?.(piece, choice)
        },
      ),
    ),
  )
}

async function whole(
  body: ChatBody,
  ask: Ask,
  { exchange, head }: { readonly exchange: Exchange; readonly head: Head },
): Promise<object> {
  const completions = await answersOf(body, ask, exchange)
  exchange.usage = usageOf(completions)
  return {
    ...head,
    object: 'chat.completion',
    choices: completions.map(choiceOf),
    usage: wireUsageOf(exchange.usage),
  }
}

interface Streaming {
  readonly reply: FastifyReply
  readonly exchange: Exchange
  readonly head: Head
}

async function streamed(body: ChatBody, ask: Ask, { reply, exchange, head }: Streaming): Promise<unknown> {
  const withUsage = body.stream_options?.include_usage === true
  const stream = openEventStream(reply.raw, {
    onBegin: () => void reply.hijack(),
    onSlow: () => exchange.end(new ApiError(statusLeft, 'The program does not read its answer.')),
  })
  const sendChoice = (index: number, delta: object, finishReason: string | null = null) => {
    const choices = [{ index, delta, logprobs: null, finish_reason: finishReason }]
    stream.send({ ...head, object: 'chat.completion.chunk', choices, ...(withUsage && { usage: null }) })
  }
  const deltas = Array.from({ length: body.n ?? 1 }, createDeltas)
  const begin = (choice: number) => {
    const role = deltas[choice]?.role()
    if (role) sendChoice(choice, role)
  }
  try {
    const completions = await answersOf(body, ask, exchange, (piece, choice) => {
      begin(choice)
      const delta = deltas[choice]?.of(piece)
      if (delta) sendChoice(choice, delta)
    })
    exchange.usage = usageOf(completions)
    completions.forEach((completion, choice) => {
      begin(choice)
      sendChoice(choice, {}, finishReasonOf(completion))
    })
    if (withUsage) {
      const usage = wireUsageOf(exchange.usage)
      stream.send({ ...head, object: 'chat.completion.chunk', choices: [], usage })
    }
    stream.done()
  } catch (error) {
    if (!stream.begun()) throw error
    failStream(error, reply, exchange, stream.fail)
  }
  return reply
}

// The head is out, so the status cannot tell it any more.
function failStream(
  error: unknown,
  { raw }: FastifyReply,
  exchange: Exchange,
  fail: (error: ApiError) => void,
): void {
  const told = error instanceof ApiError ? error : new ApiError(500, 'Parley failed.')
  exchange.failedWith = told.status
  if (told.status === statusLeft) raw.destroy()
  else fail(told)
}
