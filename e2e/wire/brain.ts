import { calling, saying, type WireProtocol, type WireRound } from './round.ts'

/** A request's body as the protocols have it, as far as the brain looks at it. */
interface Body {
  readonly messages?: readonly Turn[]
  readonly input?: readonly Turn[]
  readonly tools?: readonly { readonly name?: string; readonly function?: { readonly name: string } }[]
}

interface Turn {
  readonly role?: string
  readonly type?: string
  readonly output?: string
  readonly content?: string | null | readonly Block[]
}

interface Block {
  readonly type: string
  readonly text?: string
  readonly content?: unknown
}

/**
 * Answers without a script, sensibly enough for a spec: asks for the calculator and the clock when a question names
 * `15 * 25` and `Tokyo`, reports what they said, and otherwise repeats the question.
 */
export function think(protocol: WireProtocol, body: unknown): WireRound {
  const { input = [], messages = input, tools = [] } = body as Body
  const asked = messages.findLastIndex((turn) => turn.role === 'user' && textOf(turn) !== '')
  const question = textOf(messages[asked])
  const results = messages.slice(asked + 1).flatMap((turn) => resultsOf(protocol, turn))
  if (results.length > 0) return saying('The tools said: ', results.join(' and '), '.')
  const offered = new Set(tools.map((tool) => tool.function?.name ?? tool.name))
  const wanted = [
    ...(question.includes('15 * 25') ? [call('calculator', { operation: 'multiply', a: 15, b: 25 })] : []),
    ...(question.includes('Tokyo') ? [call('current_time', { timezone: 'Asia/Tokyo' })] : []),
  ].filter(([, name]) => offered.has(name))
  return wanted.length > 0 ? calling(...wanted) : saying('You said: ', question)
}

function call(name: string, input: object): readonly [string, string, object] {
  return [`call_${name}`, name, input]
}

function textOf(turn: Turn | undefined): string {
  if (!turn?.content) return ''
  if (typeof turn.content === 'string') return turn.content
  return turn.content
    .map((block) => (block.type === 'text' || block.type === 'input_text' ? (block.text ?? '') : ''))
    .join('')
}

function resultsOf(protocol: WireProtocol, turn: Turn): readonly string[] {
  if (protocol === 'openai-responses') return turn.type === 'function_call_output' ? [turn.output ?? ''] : []
  if (protocol === 'openai-chat') return turn.role === 'tool' ? [textOf(turn)] : []
  if (typeof turn.content === 'string' || !turn.content) return []
  return turn.content.flatMap((block) => (block.type === 'tool_result' ? [String(block.content)] : []))
}
