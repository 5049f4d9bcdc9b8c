import type { ContextItem, ContextView } from '../../../contract/context.ts'
import { itemKinds } from '../../../contract/item-kinds.ts'
import { sessionIdOf } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { ContextSettings } from '../../../contract/settings.ts'
import { roughTokens } from '../compaction/plan-fold.ts'
import { joinPath } from '../compaction/told-path.ts'
import { perMessage, type EstimateOptions, type EstimateQuestion } from '../money/context-estimate.ts'
import type { Clock } from '../ports/clock.ts'
import { turnsOf } from '../run/failed-turns.ts'
import { need } from '../session/find-session.ts'
import { tellPath } from '../run/told.ts'
import type { ToolOffer } from '../tools/run-tools.ts'
import { fittedPath } from './fitted-path.ts'
import { draftId, itemsOfPath, type ReadFileText } from './items-of-path.ts'
import { noMarking, type Marking } from './marking.ts'
import { createPartCounter, firstWords, toolWords, type CountPart } from './told-items.ts'

export interface ViewOptions extends Omit<EstimateOptions, 'tools' | 'schemaLimit' | 'money'> {
  /** What a request on that path tells of tools. */
  readonly offerOn: (path: readonly Message[], marking: Marking) => Promise<ToolOffer>
  readonly settings: ContextSettings
  readonly contextTokens: number | undefined
  readonly fileText: ReadFileText
  readonly clock: Pick<Clock, 'now'>
}

/** Of a chat that does not exist yet. */
export const draftSession = sessionIdOf('parley.draft')

export interface ViewQuestion extends EstimateQuestion {
  /** How many of the newest turns are told item by item. */
  readonly turns: number
}

/** What the next request of a chat holds, by the rules by which a run makes it. Throws `session-missing`. */
export async function viewContext(options: ViewOptions, question: ViewQuestion): Promise<ContextView> {
  const { store, markingOf = async () => noMarking, contextTokens } = options
  const { sessionId } = question
  const session = sessionId && (await need(sessionId, store.sessions.get(sessionId)))
  const stored = session?.leafId ? await store.messages.path(session.leafId) : []
  const { path: before, summaries, leftOut } = await tellPath(store, stored)
  const path = [...before, draftOf(question)]
  const marking = await markingOf(session?.marks, path)
  const telling = { summaries, leftOut: leftOut(question.options), marking }
  const fitted = fittedPath(path, telling, { ...options, options: question.options })
  const count = createPartCounter(options.counter, contextTokens)
  const shown = turnsOf(before).slice(-question.turns).flat()
  const fixed = await fixedItems(options, await options.offerOn(before, marking), count)
  const older = olderOf(before, shown, joinPath(fitted.told))
  const fixedTokens = tokensOf(fixed.items) + (older?.tokens ?? 0)
  const items = await itemsOfPath({
    path,
    from: before.length - shown.length,
    fitted,
    marking,
    marks: session?.marks,
    provider: question.options.providerId,
    count,
    fileText: options.fileText,
    tokensBefore: fixedTokens,
    cached: cachedTokens(before, question, marking, options.clock.now()),
  })
  const all = [...fixed.items, ...items]
  return {
    items: all,
    totals: totalsOf(all),
    tokens: tokensOf(all) + (older?.tokens ?? 0),
    tools: fixed.tools,
    ...(older && { older }),
    ...(fitted.folds !== undefined && { folds: { messageCount: fitted.folds } }),
    ...(contextTokens !== undefined && { contextTokens }),
  }
}

function draftOf({ sessionId, text, attachments = [] }: ViewQuestion): Message {
  const words = text.trim() === '' ? [] : [{ type: 'text' as const, text }]
  return {
    id: draftId,
    sessionId: sessionId ?? draftSession,
    parentId: null,
    role: 'user',
    parts: [...attachments, ...words],
    createdAt: 0,
  }
}

/** What stands before every conversation: the words of the agent, and the tools. */
async function fixedItems(
  { instructions = '' }: ViewOptions,
  { tools, listing = '' }: ToolOffer,
  count: CountPart,
): Promise<Pick<ContextView, 'tools'> & { readonly items: readonly ContextItem[] }> {
  const texts = tools.map(toolWords)
  const names = tools.map(({ name }) => name).join(', ')
  const itemOf = async (
    id: 'instructions' | 'tools' | 'listing',
    text: string,
    label: string,
  ): Promise<ContextItem> => ({
    id,
    kind: id,
    label: firstWords(label),
    state: 'sent',
    tokens: await count({ type: 'text', text }),
    effects: {},
  })
  const items = await Promise.all([
    ...(instructions.trim() === '' ? [] : [itemOf('instructions', instructions, instructions)]),
    ...(tools.length === 0 ? [] : [itemOf('tools', texts.join('\n'), names)]),
    ...(listing.trim() === '' ? [] : [itemOf('listing', listing, listing)]),
  ])
  return { items, tools: { whole: tools.length, listed: listing.split('\n').length - 1 } }
}

/** What is sent of the turns before those that are told item by item, counted by its letters alone. */
function olderOf(
  path: readonly Message[],
  shown: readonly Message[],
  told: readonly Message[],
): ContextView['older'] {
  const older = path.slice(0, path.length - shown.length)
  if (older.length === 0) return undefined
  const ids = new Set(older.map(({ id }) => id))
  const sent = told.filter(({ id }) => ids.has(id))
  return {
    turns: turnsOf(older).length,
    messages: older.filter(({ role }) => role !== 'tool').length,
    tokens: roughTokens(sent) + perMessage * sent.length,
  }
}

/** How long providers keep the beginning of a request at least, in milliseconds. */
const cacheMs = 300_000

/** Tokens of the beginning of the last request that its provider has said it keeps, while it surely does. */
function cachedTokens(
  path: readonly Message[],
  { options }: ViewQuestion,
  { changedAt }: Marking,
  now: number,
): number {
  const last = path.findLast(({ role }) => role === 'assistant')
  if (!last?.usage || last.provider !== options.providerId) return 0
  if (last.createdAt < Math.max(changedAt, now - cacheMs)) return 0
  return (last.usage.cacheReadTokens ?? 0) + (last.usage.cacheWriteTokens ?? 0)
}

function totalsOf(items: readonly ContextItem[]): ContextView['totals'] {
  return itemKinds.flatMap((kind) => {
    const sent = items.filter((item) => item.kind === kind && isSent(item))
    return sent.length === 0 ? [] : [{ kind, tokens: tokensOf(sent), count: sent.length }]
  })
}

function isSent({ state, tokens }: ContextItem): boolean {
  return tokens > 0 || state === 'sent' || state === 'pinned' || state === 'shortened'
}

function tokensOf(items: readonly ContextItem[]): number {
  return items.reduce((sum, { tokens }) => sum + tokens, 0)
}
