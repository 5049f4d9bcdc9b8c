import { englishText } from '../../contract/language/text.ts'
import type { McpAnswer, McpQuestion } from '../../contract/mcp-question.ts'
import type { ServerQuestions } from '../core/ports/tool-servers.ts'
import type { ToolCallOptions } from '../core/ports/tool-source.ts'

/** A call of a server's tool that goes on. */
export interface GoingCall {
  /** The server's own name for it. */
  readonly tool: string
  readonly options: ToolCallOptions
}

/**
 * Puts a server's question to a person and says so to whoever watches the call; the call's time stands still meanwhile.
 * When `signal` is aborted, the answer is that nobody answered.
 */
export async function askPerson(
  { options }: GoingCall,
  questions: ServerQuestions,
  asked: Omit<McpQuestion, 'id'>,
  signal: AbortSignal,
): Promise<McpAnswer> {
  options.onPerson?.(true)
  options.onProgress(englishText('history.asks-waits'))
  const answer = await questions.ask(asked, signal)
  options.onPerson?.(false)
  return answer
}
