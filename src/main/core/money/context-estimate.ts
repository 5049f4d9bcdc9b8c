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
}

export interface EstimateQuestion {
  /** Absent for a chat that does not exist yet. */
  readonly sessionId?: SessionId | undefined
  /** What would be sent. */
  readonly text: string
  readonly attachments?: readonly Attachment[] | undefined
  readonly options: RunOptions
}

/** What a message costs beyond its words, in tokens: its role and its marks. */
const perMessage = 4
/** How far back a count of the provider's is looked for. */
const recent = 20

/**
 * How large the next request of a chat would be. Where the provider counted the last one, that number is taken and only
 * what came since is counted here.
 */
export async function estimateContext(
  { store, tools, schemaLimit, counter, money, instructions = '' }: EstimateOptions,
  { sessionId, text, attachments = [], options }: EstimateQuestion,
): Promise<ContextEstimate> {
  const leafId = sessionId && (await store.sessions.get(sessionId))?.leafId
  const latest = leafId ? await store.messages.path(leafId, recent) : []
  const counted = latest.findLastIndex(({ usage, provider, model }) => {
    return usage !== undefined && provider === options.providerId && model !== undefined
  })
  const told = leafId ? await tellPath(store, latest) : undefined
  const newest = Math.max(0, ...(told?.summaries ?? []).map(({ createdAt }) => createdAt))
  const countedThen = latest[counted]
  // A count from before the last fold is that of more than would be sent now.
  const known = countedThen && countedThen.createdAt >= newest ? countedThen.usage : undefined
  const fresh = text === '' ? 0 : (await counter.count(text)) + perMessage
  const since = known ? latest.slice(counted + 1) : leafId ? await toldFrom(store, leafId) : []
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

async function toldFrom(store: EstimateOptions['store'], leafId: MessageId): Promise<readonly Message[]> {
  const { path, summaries } = await tellPath(store, await store.messages.path(leafId))
  return joinPath(foldPath(path, summaries))
}

function mediaIn(parts: readonly Part[], contextTokens: number | undefined): number {
  return parts.reduce((sum, part) => sum + mediaTokens(part, contextTokens), 0)
}

async function countWords(counter: TokenCounter, turns: ReturnType<typeof historyOf>): Promise<number> {
  if (turns.length === 0) return 0
  const words = turns.map(({ parts }) => parts.map(wordsOf).join('\n')).join('\n')
  return (await counter.count(words)) + turns.length * perMessage
}

function wordsOf(part: Part): string {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return part.text
    case 'tool-call':
      return `${part.name} ${part.arguments}`
    case 'tool-result':
      return part.content
    default:
      // Reasoning is left out of later requests by most; pictures and files are counted apart.
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
