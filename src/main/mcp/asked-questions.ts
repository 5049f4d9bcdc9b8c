import {
  ProtocolError,
  ProtocolErrorCode,
  type Client,
  type ElicitResult,
} from '@modelcontextprotocol/client'
import { englishText } from '../../contract/language/text.ts'
import type { McpAnswer } from '../../contract/mcp-question.ts'
import type { ServerQuestions } from '../core/ports/tool-servers.ts'
import { askPerson, type GoingCall } from './ask-person.ts'
import { fieldsOf, secretIn } from './question-form.ts'

const longestMessage = 10_000

/**
 * Lets a server ask the user by a form while a tool of it runs. What asks for a secret, or is no flat form, is refused with
 * a sentence for the server and for whoever watches the call; what comes outside of any call, or where nobody is there, too.
 */
export function answerQuestions(
  client: Client,
  server: string,
  questions: ServerQuestions,
  going: () => GoingCall | undefined,
): void {
  client.setRequestHandler('elicitation/create', async ({ params }, { mcpReq }) => {
    const call = going()
    const refuse = (sentence: string) => {
      call?.options.onProgress(sentence)
      return new ProtocolError(ProtocolErrorCode.InvalidParams, sentence)
    }
    const fields = 'requestedSchema' in params ? fieldsOf(params.requestedSchema) : undefined
    if (!fields) throw refuse(englishText('history.asks-odd', { server }))
    const secret = secretIn(params.message, fields)
    if (secret !== undefined) throw refuse(englishText('history.asks-secret', { server, field: secret }))
    if (!call || !questions.isAnybodyThere()) {
      call?.options.onProgress(englishText('history.asks-nobody', { server }))
      return { action: 'decline' }
    }
    const message = params.message.slice(0, longestMessage)
    const asked = { server, tool: call.tool, message, fields }
    const signal = AbortSignal.any([call.options.signal, mcpReq.signal])
    return resultOf(await askPerson(call, questions, asked, signal))
  })
}

function resultOf(answer: McpAnswer): ElicitResult {
  if (answer.action !== 'accept') return { action: answer.action }
  return { action: 'accept', content: { ...answer.values } }
}
