import { maxAttachmentBytes, type KeptText } from '../../../contract/attachment.ts'
import { englishText } from '../../../contract/language/text.ts'
import type { Message } from '../../../contract/message.ts'
import type { ToolCall, ToolDefinition } from '../../../contract/tool.ts'
import type { Attachments } from '../attachments/attachments.ts'
import { failureFrom, failureOf, ParleyError } from '../errors.ts'
import type { Log } from '../ports/log.ts'
import { wholeNameOf } from '../context/shortened-text.ts'
import type { CallOutcome } from '../run/run-state.ts'
import { membersOf } from './call-members.ts'
import { schemaObjection } from './schema-objection.ts'
import { ends } from './text-ends.ts'

/** What tools gave in a chat beyond what a model reads at once. One place, whichever source a tool is from. */
export interface RunOutputs {
  /**
   * Bounds what a call gave before it is stored: what is too long is kept whole beside the chat, and its beginning and
   * end go on with a line that says what is missing and how to read it. Never throws.
   */
  readonly keep: (call: ToolCall, outcome: CallOutcome) => Promise<CallOutcome>
  /** True when there is such an output in the chat. */
  readonly isAny: () => boolean
  /** Answers a call of `read_output`. Throws `tool-arguments-invalid`, `attachment-missing`, `attachment-damaged`. */
  readonly read: (call: ToolCall) => Promise<string>
}

export interface RunOutputsOptions {
  readonly attachments: Pick<Attachments, 'keepText' | 'content' | 'tools'>
  /** Characters of one result that a model reads. */
  readonly limit: number
  /** The conversation so far. */
  readonly path: readonly Message[]
  /** What else can be read, by the name under which a model is told of it. */
  readonly shortened?: ReadonlyMap<string, string>
  readonly log: Log
}

/** The tool with which the model reads what was left out. */
export const readOutput: ToolDefinition = {
  name: 'read_output',
  description: englishText('history.output-tool'),
  inputSchema: {
    type: 'object',
    properties: {
      output: { type: 'string', description: englishText('history.output-id') },
      from: { type: 'integer', description: englishText('history.output-from') },
      length: { type: 'integer', description: englishText('history.output-length') },
    },
    required: ['output', 'from'],
    additionalProperties: false,
  },
  effect: 'read',
  // What came in with the output came in with the call that gave it, which is in the chat as well.
  personal: false,
}

/** So much is read at once where the model does not say. */
const usualLength = 20_000

export function createRunOutputs(options: RunOutputsOptions): RunOutputs {
  const { attachments, limit, path, log, shortened = new Map<string, string>() } = options
  const known = new Map(wholeIn(path).map((whole) => [wholeNameOf(whole), whole]))
  const cut = (call: ToolCall, text: string, whole: KeptText): CallOutcome => {
    known.set(wholeNameOf(whole), whole)
    const facts = { length: text.length, output: wholeNameOf(whole) }
    const said = (left: number, from: number) =>
      // No separators: the model is to give the number back.
      englishText('history.output-left', { ...facts, left, from: String(from) })
    return { result: ends(text, limit, said), whole }
  }
  const textOf = async (output: string) => {
    const whole = known.get(output)
    if (!whole) return shortened.get(output)
    return attachments.tools.toText(await attachments.content(whole.hash, `${readOutput.name} ${output}`))
  }
  return {
    async keep(call, outcome) {
      if (!('result' in outcome) || outcome.result.length <= limit) return outcome
      const text = outcome.result.toWellFormed()
      const failure = tooLarge(call, text)
      if (failure) return { failure }
      try {
        return cut(call, text, await attachments.keepText(text))
      } catch (error) {
        const { code, message: reason } = failureFrom(error)
        log.warn('output-not-kept', { code })
        return { result: ends(text, limit, (left) => englishText('history.output-lost', { left, reason })) }
      }
    },
    isAny: () => known.size > 0 || shortened.size > 0,
    async read(call) {
      const { output, from, length } = readInput(call, limit)
      const text = await textOf(output)
      if (text === undefined) throw refused(call, `there is no output "${output}" in this chat`)
      if (from >= text.length) throw refused(call, `the output has ${text.length} characters`)
      const end = Math.min(text.length, from + length)
      return `[${from}–${end} / ${text.length}]\n${text.slice(from, end).toWellFormed()}`
    },
  }
}

function wholeIn(path: readonly Message[]): readonly KeptText[] {
  return path.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === 'tool-result' && part.whole ? [part.whole] : [])),
  )
}

function tooLarge({ name }: ToolCall, text: string) {
  // A character takes three bytes at most, so only a long text needs to be counted exactly.
  const size = text.length * 3 > maxAttachmentBytes ? new TextEncoder().encode(text).length : 0
  if (size <= maxAttachmentBytes) return undefined
  const params = { tool: name, size: (size / 1e6).toFixed(1), limit: String(maxAttachmentBytes / 1e6) }
  return failureOf('tool-output-too-large', { params })
}

function readInput(call: ToolCall, limit: number) {
  const members = membersOf(call)
  const detail = schemaObjection(readOutput.inputSchema, members)
  if (detail !== undefined) throw refused(call, detail)
  const { output, from, length = usualLength } = members
  const [first, count] = [Number(from), Number(length)]
  if (first < 0 || count < 1) throw refused(call, 'from begins with 0, and length with 1')
  // The line before it must fit as well, so that no piece is cut again.
  return { output: String(output), from: first, length: Math.min(count, limit - 100) }
}

function refused({ name }: ToolCall, detail: string): ParleyError {
  return new ParleyError('tool-arguments-invalid', { params: { tool: name, detail } })
}
