import { setTimeout as pause } from 'node:timers/promises'
import type { ServerResponse } from 'node:http'
import type { AnswerWriter, ContentStep, Dialect } from './dialect.ts'
import type { WireRound, WireStep } from './round.ts'

type Answer = Extract<WireRound, { type: 'answer' }>

const someUsage = { inputTokens: 12, outputTokens: 7 }

/** Sends an answer step by step, streamed or whole. `left` resolves when the client is gone. */
export async function sendAnswer(
  round: Answer,
  dialect: Dialect,
  asked: { readonly model: string; readonly stream: boolean },
  response: ServerResponse,
  left: Promise<void>,
): Promise<void> {
  const { steps, finish = 'stop', usage = someUsage } = round
  if (!asked.stream) {
    for (const step of steps) if (!(await pass(step, response, left))) return
    const content = steps.filter(isContent)
    const error = content.find((step) => step.type === 'error')
    const body = error
      ? dialect.error(error.kind, error.message)
      : dialect.whole(asked.model, content, finish, usage)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    return
  }
  const writer = dialect.createWriter(asked.model)
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  writeAll(response, writer.start())
  for (const step of steps) {
    if (!(await pass(step, response, left))) return
    if (isContent(step)) writeAll(response, writer.content(step))
    if (step.type === 'ping') response.write(writer.ping())
    if (step.type === 'error') return void response.end()
  }
  finishStream(response, writer, finish, usage)
}

function finishStream(
  response: ServerResponse,
  writer: AnswerWriter,
  ...end: Parameters<AnswerWriter['end']>
): void {
  writeAll(response, writer.end(...end))
  response.end()
}

/** Does what is no content. Gives false when the answer is over. */
async function pass(step: WireStep, response: ServerResponse, left: Promise<void>): Promise<boolean> {
  switch (step.type) {
    case 'wait':
      await Promise.race([step.until, left])
      return !response.destroyed
    case 'pause':
      await Promise.race([pause(step.ms), left])
      return !response.destroyed
    case 'mark':
      step.reached()
      return true
    case 'silence':
      if (!response.headersSent) response.flushHeaders()
      await left
      return false
    case 'cut':
      response.destroy()
      return false
    case 'text':
    case 'reasoning':
    case 'refusal':
    case 'call':
    case 'ping':
    case 'error':
      return true
    default:
      return step satisfies never
  }
}

function isContent(step: WireStep): step is ContentStep {
  return ['text', 'reasoning', 'refusal', 'call', 'error'].includes(step.type)
}

function writeAll(response: ServerResponse, texts: readonly string[]): void {
  for (const text of texts) response.write(text)
}
