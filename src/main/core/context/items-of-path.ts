import type { ContextMarks, PartPlace } from '../../../contract/context-mark.ts'
import type { ContextItem, ItemState, MarkChoice } from '../../../contract/context.ts'
import { messageIdOf, type ProviderId } from '../../../contract/id.ts'
import { isMedia, summaryIn, type Message, type Part } from '../../../contract/message.ts'
import { joinPath } from '../compaction/told-path.ts'
import { perMessage, wordsOf } from '../money/context-estimate.ts'
import { turnsOf } from '../run/failed-turns.ts'
import { readOutput } from '../tools/run-outputs.ts'
import { tellingOf, type ToldPart, type ToldTurn } from '../run/history.ts'
import type { FittedPath } from './fitted-path.ts'
import { effectsOf, type EffectsOptions, type Surroundings } from './mark-effects.ts'
import { placeKey, type Marking } from './marking.ts'
import { kindOf, labelOf, toolWords, type CountPart } from './told-items.ts'

/** The id of what is not sent yet. */
export const draftId = messageIdOf('parley.draft')

export type ReadFileText = (part: Extract<Part, { type: 'file' }>) => Promise<string | undefined>

export interface PathOptions {
  /** The conversation, and what is not sent yet behind it. */
  readonly path: readonly Message[]
  /** The first message whose items are wanted. */
  readonly from: number
  readonly fitted: FittedPath
  readonly marking: Marking
  readonly marks: ContextMarks | undefined
  readonly provider: ProviderId
  readonly count: CountPart
  readonly fileText: ReadFileText
  /** What is sent before all of these. */
  readonly tokensBefore: number
  /** Tokens at the beginning of the last request that the provider keeps. */
  readonly cached: number
}

/** A part that is sent, or could be. */
interface Row {
  readonly place?: PartPlace
  /** As it would be sent if nothing were marked. */
  readonly part: Part
  readonly role: Message['role']
  /** As it is sent. */
  readonly sent?: Part
  /** Whether it begins a turn of the request, which costs a little. */
  readonly begins: boolean
}

/** The items of a conversation, in the order in which they are sent. */
export async function itemsOfPath(options: PathOptions): Promise<readonly ContextItem[]> {
  const { path, from, marks, count, fileText, cached } = options
  const shown = path.slice(from)
  const fileTexts = await textsOf(shown, fileText)
  const reader = await readerOf(options)
  const given = { provider: options.provider, items: marks?.items ?? [], fileTexts, count, reader }
  const around = surroundingsOf(options)
  const items: ContextItem[] = []
  let before = options.tokensBefore
  for (const [index, row] of rowsOf(options).entries()) {
    const { place, part, sent } = row
    const state = stateOf(row, options)
    const tokens = sent ? (await count(sent)) + (row.begins ? perMessage : 0) : 0
    const mark = place && options.marking.of(place.messageId, place.part)
    // What goes with another item comes back with it.
    const isFree = place && place.messageId !== draftId && (state !== 'muted' || mark)
    const changes = isFree ? await effectsOf(part, place, around(place), given) : {}
    items.push({
      id: place ? `${place.messageId}:${place.part}` : `own:${index}`,
      kind: place?.messageId === draftId && part.type === 'text' ? 'draft' : kindOf(row.role, part),
      ...(place && place.messageId !== draftId && !summaryIn({ parts: [part] }) && { place }),
      label: labelOf(part),
      state,
      tokens,
      ...(mark && { mark }),
      effects: withCache(changes, cached - before),
    })
    before += tokens
  }
  return items
}

function withCache(changes: Partial<Record<MarkChoice, number>>, behind: number): ContextItem['effects'] {
  return Object.fromEntries(
    Object.entries(changes).map(([choice, tokens]) => {
      return [choice, { tokens, ...(tokens !== 0 && behind > 0 && { uncached: behind }) }]
    }),
  )
}

/** What is sent, and in between what could be. */
function rowsOf({ path, from, fitted, provider }: PathOptions): readonly Row[] {
  const shown = new Set(path.slice(from).map(({ id }) => id))
  const order = new Map(path.map(({ id }, index) => [id, index]))
  const sent = new Map<string, Row>()
  const own: (Row & { readonly behind: number })[] = []
  let behind = -1
  // Of a long chat only what is shown is looked at; a summary is no message of it.
  const told = joinPath(fitted.told).filter(({ id }) => shown.has(id) || !order.has(id))
  for (const row of toldRows(tellingOf(told, provider))) {
    const { place } = row
    const index = place && order.get(place.messageId)
    if (!place || index === undefined) own.push({ ...row, behind })
    else {
      behind = index
      sent.set(placeKey(place), row)
    }
  }
  const rows: Row[] = own.filter(({ place }) => place)
  for (const row of toldRows(tellingOf(path.slice(from), provider))) {
    const { place } = row
    if (!place) continue
    const asSent = sent.get(placeKey(place))
    const { sent: _, ...plain } = row
    rows.push(asSent ? { ...asSent, part: row.part } : { ...plain, begins: false })
  }
  return withOwn(
    rows,
    own.filter((row) => !row.place && row.behind >= from),
    order,
  )
}

// Words of Parley's own stand behind the message that they are about.
function withOwn(
  rows: readonly Row[],
  own: readonly (Row & { readonly behind: number })[],
  order: ReadonlyMap<string, number>,
): readonly Row[] {
  return own.reduce<readonly Row[]>((all, row) => {
    const index = all.findLastIndex(({ place }) => place && (order.get(place.messageId) ?? -1) <= row.behind)
    return all.toSpliced(index + 1, 0, row)
  }, rows)
}

function toldRows(turns: readonly ToldTurn[]): readonly Row[] {
  return turns.flatMap(({ role, pieces }) =>
    pieces
      .flatMap((piece) => piece.filter((_, index) => isOnWire(piece, index, role)))
      .map(({ part, from }, index): Row => {
        return { ...(from && { place: from }), part, role, sent: part, begins: index === 0 }
      }),
  )
}

/** Whether a part of a telling is an item by itself. Pages go with the text before them. */
function isOnWire(piece: readonly ToldPart[], index: number, role: Message['role']): boolean {
  const part = piece[index]?.part
  if (!part || part.type === 'source') return false
  // Of what models made only what belongs to an item of the provider's goes back.
  if (isMedia(part)) return role !== 'assistant' || piece[index - 1]?.part.type === 'provider-item'
  // Plain words of reasoning go with the calls that they led to alone.
  const isPlain = part.type === 'reasoning' && part.signature?.startsWith('openai-chat:{"field"')
  return !isPlain || piece.some(({ part: other }) => other.type === 'tool-call')
}

function stateOf({ place, part, sent }: Row, { path, fitted, marking }: PathOptions): ItemState {
  if (!place) return 'sent'
  const mark = marking.of(place.messageId, place.part)
  if (sent) {
    if (mark === 'pinned') return mark
    return mark && (sent.type !== part.type || wordsOf(sent) !== wordsOf(part)) ? mark : 'sent'
  }
  if (mark === 'muted') return mark
  const index = path.findIndex(({ id }) => id === place.messageId)
  if (index < fitted.foldedTo) return 'folded'
  return index < fitted.whole ? 'trimmed' : 'muted'
}

/** Finds what changes together with a part. */
function surroundingsOf({ path, fitted }: PathOptions): (place: PartPlace) => Surroundings {
  const order = new Map(path.map(({ id }, index) => [id, index]))
  const turns = new Map(turnsOf(path).flatMap((turn) => turn.map(({ id }) => [id, turn] as const)))
  return ({ messageId }) => {
    const index = order.get(messageId) ?? 0
    if (index < fitted.whole) return { messages: turns.get(messageId) ?? [], isAway: true }
    let first = index
    while (first > 0 && path[first]?.role === 'tool') first -= 1
    let last = index + 1
    while (path[last]?.role === 'tool') last += 1
    return { messages: path.slice(first, last), isAway: false }
  }
}

/** Whether the tool that reads long outputs is there, and what it takes. */
async function readerOf({ path, marking, count }: PathOptions): Promise<EffectsOptions['reader']> {
  const hasWhole = path.some(({ parts }) => parts.some((part) => part.type === 'tool-result' && part.whole))
  const shortened = marking.outputs(path).size
  return {
    tokens: await count({ type: 'text', text: toolWords(readOutput) }),
    isThereWithout({ messageId, part }) {
      const own = marking.of(messageId, part) === 'shortened' ? 1 : 0
      return hasWhole || shortened > own
    },
  }
}

async function textsOf(path: readonly Message[], read: ReadFileText): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  for (const { id: messageId, parts } of path) {
    for (const [number, part] of parts.entries()) {
      const text = part.type === 'file' ? await read(part) : undefined
      if (text !== undefined) texts.set(placeKey({ messageId, part: number }), text)
    }
  }
  return texts
}
