import { wordsOfItem, type Message, type Part } from '../../../contract/message.ts'
import { isEnded, type Run } from '../../../contract/run.ts'
import { isClientCall, isDenial, type ToolCallRecord } from '../../../contract/tool.ts'
import type { AnswerItem, CallStatus, CallView, SourcePart } from './turn.ts'

type CallPart = Extract<Part, { type: 'tool-call' }>
type ResultPart = Extract<Part, { type: 'tool-result' }>

/** What is known of one answer beside its messages. */
export interface AnswerFacts {
  readonly run: Run | undefined
  readonly callsOf: (messageId: string) => readonly ToolCallRecord[]
}

/** The parts of an answer in the order in which they happened; the calls of a round stand together. */
export function answerItems(messages: readonly Message[], facts: AnswerFacts): readonly AnswerItem[] {
  const assistant = messages.filter((message) => message.role === 'assistant')
  const results = resultsOf(messages)
  const last = assistant.at(-1)
  let round = 0
  return assistant.flatMap((message) => {
    const writing = message === last && message.finishReason === undefined && isActive(facts.run)
    const calls = callsOf(message, facts, results, writing)
    if (calls.length > 0) round += 1
    return itemsOf(message, calls, writing, round, facts.run?.options.parallelTools ?? false)
  })
}

function isActive(run: Run | undefined): boolean {
  return run !== undefined && !isEnded(run.status)
}

function itemsOf(
  message: Message,
  calls: readonly CallView[],
  writing: boolean,
  round: number,
  parallel: boolean,
): readonly AnswerItem[] {
  const items: AnswerItem[] = []
  const lastIndex = message.parts.length - 1
  let grouped = false
  for (const [index, part] of message.parts.entries()) {
    const key = `${message.id}/${index}`
    const streaming = writing && index === lastIndex
    if (part.type === 'reasoning' && part.text)
      items.push({ kind: 'reasoning', key, text: part.text, streaming })
    if (part.type === 'text' && part.text)
      items.push({ kind: 'text', key, text: part.text, streaming, refusal: false })
    if (part.type === 'refusal') items.push({ kind: 'text', key, text: part.text, streaming, refusal: true })
    if (part.type === 'provider-item') items.push({ kind: 'provider-item', key, words: wordsOfItem(part) })
    if (part.type === 'image') items.push({ kind: 'image', key, part })
    if (part.type !== 'tool-call' || grouped) continue
    grouped = true
    items.push({ kind: 'calls', key: `${message.id}/calls`, round, parallel, calls })
  }
  const sources = message.parts.filter((part): part is SourcePart => part.type === 'source')
  if (sources.length > 0) items.push({ kind: 'sources', key: `${message.id}/sources`, sources })
  return items
}

function callsOf(
  message: Message,
  { run, callsOf: recordsOf }: AnswerFacts,
  results: ReadonlyMap<string, ResultPart>,
  writing: boolean,
): readonly CallView[] {
  const records = recordsOf(message.id)
  return message.parts
    .filter((part): part is CallPart => part.type === 'tool-call')
    .map((part) => {
      const record = records.find((each) => each.id === part.id)
      if (record) return fromRecord(record, isActive(run))
      return fromPart(part, results.get(`${message.id}/${part.id}`), writing, isActive(run))
    })
}

function fromRecord(record: ToolCallRecord, active: boolean): CallView {
  const { id, name, status, effect, progress, result, whole, failure, startedAt, durationMs } = record
  const open = status === 'requested' || status === 'running'
  return {
    key: id,
    name,
    arguments: record.arguments,
    record,
    // A run that has ended left its open calls behind.
    status: open && !active ? 'cancelled' : statusOf(record),
    effect,
    progress,
    result,
    whole,
    failure,
    startedAt,
    durationMs,
  }
}

function statusOf(record: ToolCallRecord): CallStatus {
  if (record.status === 'failed' && isDenial(record.failure?.code)) return 'denied'
  if (record.status !== 'requested') return record.status
  if (isClientCall(record)) return 'outside'
  return record.approval === 'asked' ? 'asking' : 'requested'
}

/** A call without a history: its arguments are arriving, or it came with an imported chat. */
function fromPart(
  part: CallPart,
  result: ResultPart | undefined,
  writing: boolean,
  active: boolean,
): CallView {
  const call = { key: part.id, name: part.name, arguments: part.arguments }
  if (result) {
    const { isError, content, whole } = result
    return { ...call, status: isError ? 'failed' : 'completed', result: content, whole }
  }
  const unsettled: CallStatus = writing ? 'arriving' : 'requested'
  return { ...call, status: active ? unsettled : 'cancelled' }
}

/** Results by the message that asked and the call's id: an id is unique within one answer of the model only. */
function resultsOf(messages: readonly Message[]): ReadonlyMap<string, ResultPart> {
  const results = new Map<string, ResultPart>()
  let asking = ''
  for (const message of messages) {
    if (message.role === 'assistant') asking = message.id
    for (const part of message.parts) {
      if (part.type === 'tool-result') results.set(`${asking}/${part.callId}`, part)
    }
  }
  return results
}
