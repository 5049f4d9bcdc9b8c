import type { ContextMarks, Mark, PartPlace } from '../../../contract/context-mark.ts'
import type { MarkChoice } from '../../../contract/context.ts'
import type { ProviderId } from '../../../contract/id.ts'
import type { Message, Part } from '../../../contract/message.ts'
import { tellingOf } from '../run/history.ts'
import { createMarking, placeKey } from './marking.ts'
import { isLong } from './shortened-text.ts'
import { tokensOfTurns, type CountPart } from './told-items.ts'

export interface EffectsOptions {
  readonly provider: ProviderId
  readonly items: ContextMarks['items']
  /** Texts of files, by `placeKey`. */
  readonly fileTexts: ReadonlyMap<string, string>
  readonly count: CountPart
  /** What the tool takes that reads shortened outputs, and whether it is there without this one. */
  readonly reader: { readonly tokens: number; readonly isThereWithout: (place: PartPlace) => boolean }
}

/** What belongs to a part: what changes with it when it is marked. */
export interface Surroundings {
  /** Its message, and the results of its calls; where only pinned parts are sent, its whole turn. */
  readonly messages: readonly Message[]
  /** True where a summary, or want of room, took the turn away. */
  readonly isAway: boolean
}

/** Tokens more or less for everything that may be done with a part. Empty where nothing may be. */
export async function effectsOf(
  part: Part,
  place: PartPlace,
  around: Surroundings,
  options: EffectsOptions,
): Promise<Partial<Record<MarkChoice, number>>> {
  const mark = options.items.find((item) => placeKey(item) === placeKey(place))?.mark
  const brings = part.type === 'tool-result' && !part.whole && !options.reader.isThereWithout(place)
  const tokensOf = async (choice: Mark | undefined) => {
    const own = brings && choice === 'shortened' ? options.reader.tokens : 0
    return own + (await tokensWith(choice, place, around, options))
  }
  const now = await tokensOf(mark)
  const effects: Partial<Record<MarkChoice, number>> = {}
  for (const choice of choicesFor(part, place, around, options)) {
    if (choice === mark) continue
    effects[choice] = (await tokensOf(choice)) - now
  }
  if (mark) effects.none = (await tokensOf(undefined)) - now
  return effects
}

async function tokensWith(
  mark: Mark | undefined,
  place: PartPlace,
  { messages, isAway }: Surroundings,
  { items, fileTexts, provider, count }: EffectsOptions,
): Promise<number> {
  const others = items.filter((item) => placeKey(item) !== placeKey(place))
  const marking = createMarking(
    { changedAt: 0, items: mark ? [...others, { ...place, mark }] : others },
    fileTexts,
  )
  const told = marking.apply(messages, true)
  return tokensOfTurns(tellingOf(isAway ? marking.pinned(told) : told, provider), count)
}

function choicesFor(
  part: Part,
  place: PartPlace,
  { messages, isAway }: Surroundings,
  { fileTexts }: EffectsOptions,
): readonly Mark[] {
  if (isAway) return part.type === 'reasoning' || part.type === 'source' ? [] : ['pinned']
  switch (part.type) {
    case 'reasoning':
      // With a call of the same answer it has to go back as it was.
      return messages.some(({ parts }) => parts.some(({ type }) => type === 'tool-call')) ? [] : ['muted']
    case 'text':
    case 'refusal':
      return choices(isLong(part.text))
    case 'tool-result':
      return choices(isLong(part.content))
    case 'file':
      return choices(isLong(fileTexts.get(placeKey(place)) ?? ''))
    case 'source':
    case 'summary':
      return []
    default:
      return choices(false)
  }
}

function choices(isLongEnough: boolean): readonly Mark[] {
  return isLongEnough ? ['muted', 'pinned', 'shortened'] : ['muted', 'pinned']
}
