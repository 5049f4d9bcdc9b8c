import type { Sought } from '../../../../contract/found-words.ts'
import type { MessageId } from '../../../../contract/id.ts'
import type { Find } from '../../../state/find.ts'
import { firstPlaceOf, messageAt } from '../../../state/found-places.ts'
import type { Turn } from '../turn.ts'
import { placesInTurn, type WordsPlace } from './turn-words.ts'

/** A turn in the page, and where it has the words. */
interface DrawnTurn {
  readonly turn: Turn
  readonly places: readonly WordsPlace[]
}

/** What was read of turns in the page, for as long as nothing in them changes. */
export interface DrawnTurns {
  /** Every place of the words in the page, and the one that is current. */
  readonly read: (
    scroller: Element,
    turns: readonly Turn[],
  ) => { readonly places: readonly WordsPlace[]; readonly current: WordsPlace | undefined }
  /** To be called when something has changed at a node. */
  readonly forget: (at: Node) => void
}

export function createDrawnTurns(sought: Sought, find: Find): DrawnTurns {
  const known = new WeakMap<Element, DrawnTurn>()
  const readTurn = (element: Element, turn: Turn | undefined): DrawnTurn | undefined => {
    if (turn?.kind !== 'user' && turn?.kind !== 'answer') return undefined
    const before = known.get(element)
    if (before?.turn === turn) return before
    const drawn = { turn, places: placesInTurn(element, sought) }
    known.set(element, drawn)
    find.correct(idsOf(turn), drawn.places.length)
    return drawn
  }
  return {
    read(scroller, turns) {
      const elements = [...scroller.querySelectorAll('.turn-place')]
      const drawn = elements.flatMap(
        (element) => readTurn(element, turns[Number(element.getAttribute('data-index'))]) ?? [],
      )
      return { places: drawn.flatMap(({ places }) => places), current: currentOf(drawn, find) }
    },
    forget(at) {
      const turn = (at instanceof Element ? at : at.parentElement)?.closest('.turn-place')
      if (turn) known.delete(turn)
    },
  }
}

function currentOf(drawn: readonly DrawnTurn[], find: Find): WordsPlace | undefined {
  const { places, current } = find.store.getState()
  const messageId = messageAt(places, current)
  const found = drawn.find(({ turn }) => messageId !== undefined && idsOf(turn).includes(messageId))
  const first = found && idsOf(found.turn).find((id) => firstPlaceOf(places, id) >= 0)
  return first && found.places[current - firstPlaceOf(places, first)]
}

/** The messages that a turn shows. */
export function idsOf(turn: Turn): readonly MessageId[] {
  if (turn.kind === 'user') return [turn.message.id]
  return turn.kind === 'answer' ? turn.messages.map(({ id }) => id) : []
}
