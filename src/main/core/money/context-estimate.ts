import type { ContextMarks } from '../../../contract/context-mark.ts'
import type { MessageId, SessionId } from '../../../contract/id.ts'
import { costAt, type ContextEstimate } from '../../../contract/money.ts'
import type { Attachment } from '../../../contract/attachment.ts'
import type { Message, Part } from '../../../contract/message.ts'
import type { RunOptions } from '../../../contract/run.ts'
import { noUsage } from '../../../contract/usage.ts'
import type { Store } from '../ports/stores.ts'
import type { TokenCounter } from '../ports/token-counter.ts'
import type { ToolSource } from '../ports/tool-source.ts'
import { mediaTokens } from '../attachments/media-tokens.ts'
import { foldPath, joinPath } from '../compaction/told-path.ts'
import { noMarking, type Marking } from '../context/marking.ts'
import { historyOf } from '../run/history.ts'
import { tellPath } from '../run/told.ts'
import { createRunTools } from '../tools/run-tools.ts'
import type { Money } from './money.ts'

export interface EstimateOptions {
  readonly store: Pick<Store, 'sessions' | 'messages' | 'runs'>
  readonly tools: ToolSource
  /** Letters of tools' schemas up to which they are told whole. */
  readonly schemaLimit: number
  readonly counter: TokenCounter
  /** What the model is told before the conversation. */
  readonly instructions?: string | undefined
  readonly money: Pick<Money, 'facts'>
  /** What the user wants of a path; absent: nothing. */
  readonly markingOf?: MarkingReader
}

export type MarkingReader = (marks: ContextMarks | undefined, path: readonly Message[]) => Promise<Marking>

export interface EstimateQuestion {
  /** Absent for a chat that does not exist yet. */
  readonly sessionId?: SessionId | undefined
  /** What would be sent. */
  readonly text: string
  readonly attachments?: readonly Attachment[] | undefined
  readonly options: RunOptions
}

/** What a message costs beyond its words, in tokens: its role and its marks. */
export const perMessage = 4
/** How far back a count of the provider's is looked for. */
const recent = 20

/**
 * How large the next request of a chat would be. Where the provider counted the last one, that number is taken and only
 * what came since is counted here.
 */
export async function estimateContext(
  {
    store,
    tools,
    schemaLimit,
    counter,
    money,
    instructions = '',
    markingOf = async () => noMarking,
  }: EstimateOptions,
  { sessionId, text, attachments = [], options }: EstimateQuestion,
): Promise<ContextEstimate> {
  const session = sessionId && (await store.sessions.get(sessionId))
  const leafId = session?.leafId
  const latest = leafId ? await store.messages.path(leafId, recent) : []
  const counted = latest.findLastIndex(({ usage, provider, model }) => {
    return usage !== undefined && provider === options.providerId && model !== undefined
  })
  const told = leafId ? await tellPath(store, latest) : undefined
  const newest = Math.max(
    session?.marks?.changedAt ?? 0,
    ...(told?.summaries ?? []).map(({ createdAt }) => createdAt),
  )
  const countedThen = latest[counted]
  // A count from before the last fold, or the last mark, is that of something else than would be sent now.
  const known = countedThen && countedThen.createdAt >= newest ? countedThen.usage : undefined
  const fresh = text === '' ? 0 : (await counter.count(text)) + perMessage
  const marked = (path: readonly Message[]) => markingOf(session?.marks, path)
  const since = known
    ? await untilNow(latest.slice(counted + 1), marked)
    : leafId
      ? await toldFrom(store, leafId, marked)
      : []
  const basis = known
    ? known.inputTokens + known.outputTokens
    : await counter.count(
        [instructions, await toolsText(tools, schemaLimit)].filter((each) => each !== '').join('\n'),
      )
  const turns = historyOf(since, options.providerId)
  const { contextTokens, prices } = await money.facts(options.providerId, options.model)
  const media = mediaIn([...turns.flatMap(({ parts }) => parts), ...attachments], contextTokens)
  const tokens = basis + (await countWords(counter, turns)) + fresh + media
  return {
    tokens,
    basis: known ? 'provider' : 'tokenizer',
    ...(media > 0 && { media }),
    ...(contextTokens && { contextTokens }),
    ...(prices && { cost: costAt(prices, { ...noUsage, inputTokens: tokens }) }),
  }
}

type MarkedPath = (path: readonly Message[]) => Promise<Marking>

async function untilNow(messages: readonly Message[], marked: MarkedPath): Promise<readonly Message[]> {
  return (await marked(messages)).apply(messages, true)
}

async function toldFrom(
  store: EstimateOptions['store'],
  leafId: MessageId,
  marked: MarkedPath,
): Promise<readonly Message[]> {
  const { path, summaries } = await tellPath(store, await store.messages.path(leafId))
  const marking = await marked(path)
  return joinPath(foldPath(marking.apply(path, true), summaries, marking.pinned))
}

function mediaIn(parts: readonly Part[], contextTokens: number | undefined): number {
  return parts.reduce((sum, part) => sum + mediaTokens(part, contextTokens), 0)
}

async function countWords(counter: TokenCounter, turns: ReturnType<typeof historyOf>): Promise<number> {
  if (turns.length === 0) return 0
  const words = turns.map(({ parts }) => parts.map(wordsOf).join('\n')).join('\n')
  return (await counter.count(words)) + turns.length * perMessage
}

/** What of a part is counted as words. */
export function wordsOf(part: Part): string {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return part.text
    case 'tool-call':
      return `${part.name} ${part.arguments}`
    case 'tool-result':
      return part.content
    case 'reasoning':
      return part.text
    case 'provider-item':
      return part.data
    default:
      // Pictures and files are counted apart.
      return ''
  }
}

async function toolsText(source: ToolSource, schemaLimit: number): Promise<string> {
  const runTools = createRunTools(source, schemaLimit, [])
  await runTools.list()
  const { tools, listing = '' } = runTools.offer()
  const texts = tools.map(({ name, description, inputSchema }) => {
    return `${name} ${description} ${JSON.stringify(inputSchema)}`
  })
  return [listing, ...texts].join('\n')
}
