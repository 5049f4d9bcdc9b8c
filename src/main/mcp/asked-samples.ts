import {
  ProtocolError,
  ProtocolErrorCode,
  type Client,
  type CreateMessageRequestParams,
} from '@modelcontextprotocol/client'
import { englishText } from '../../contract/language/text.ts'
import type { ServerQuestions } from '../core/ports/tool-servers.ts'
import type { ModelQuestion } from '../core/ports/tool-source.ts'
import { askPerson, type GoingCall } from './ask-person.ts'

/** What one request may have at most: tokens of the answer, turns, and letters of everything together. */
const mostTokens = 4_096
const mostTurns = 100
const mostLetters = 50_000

/** The protocol's own number for a request that the user did not want. */
const userRejected = -1

/**
 * Lets a server ask the chat's model while a tool of it runs, each time with the word of a person who sees all that would be
 * sent. It gets texts for texts: no pictures, no tools, nothing of the chat.
 */
export function answerSamples(
  client: Client,
  server: string,
  questions: ServerQuestions,
  going: () => GoingCall | undefined,
): void {
  client.setRequestHandler('sampling/createMessage', async ({ params }, { mcpReq }) => {
    const call = going()
    const refuse = (sentence: string, code: number = ProtocolErrorCode.InvalidParams) => {
      call?.options.onProgress(sentence)
      return new ProtocolError(code, sentence)
    }
    const question = questionIn(params)
    if (!question) throw refuse(englishText('history.samples-odd', { server }))
    const { model, signal: stop } = call?.options ?? {}
    if (!call || !model || !stop || !questions.isAnybodyThere()) {
      throw refuse(englishText('history.asks-nobody', { server }), userRejected)
    }
    const signal = AbortSignal.any([stop, mcpReq.signal])
    const sampling = { model: model.name, maxTokens: question.maxTokens }
    const asked = { server, tool: call.tool, message: shown(question), sampling, fields: [] }
    const { action } = await askPerson(call, questions, asked, signal)
    if (action !== 'accept') throw refuse(englishText('history.samples-refused'), userRejected)
    const { text, isCut } = await model.ask(question, signal)
    const stopReason = isCut ? 'maxTokens' : 'endTurn'
    return { role: 'assistant', content: { type: 'text', text }, model: model.name, stopReason }
  })
}

function questionIn(params: CreateMessageRequestParams): ModelQuestion | undefined {
  const { messages, systemPrompt, maxTokens } = params
  if ('tools' in params && params.tools) return undefined
  const turns = messages.flatMap(({ role, content }) =>
    [content].flat().map((part) => ({ role, text: part.type === 'text' ? part.text : undefined })),
  )
  const told = turns.flatMap(({ role, text }) => (text === undefined ? [] : [{ role, text }]))
  const letters = told.reduce((sum, { text }) => sum + text.length, systemPrompt?.length ?? 0)
  const isWhole = told.length === turns.length && told.length > 0 && told.length <= mostTurns
  if (!isWhole || letters > mostLetters || !(maxTokens >= 1)) return undefined
  return { instructions: systemPrompt, turns: told, maxTokens: Math.floor(Math.min(maxTokens, mostTokens)) }
}

/** All that would be sent, in its order. */
function shown({ instructions, turns }: ModelQuestion): string {
  const lines = turns.map(({ role, text }) => `${role}: ${text}`)
  return [...(instructions === undefined ? [] : [`system: ${instructions}`]), ...lines].join('\n\n')
}
