import { isInValue, startPlace, step } from './json-place.ts'
import { createKept, type Cut, type Splitter } from './splitter.ts'

/**
 * Cuts a JSON text into the elements of its outermost array, or of several arrays or values that follow each other,
 * without parsing any of them: so one element at a time is in memory, and a broken one does not spoil the others.
 * An element over `limit` UTF-16 units is dropped as it comes.
 */
export function splitValues(limit: number): Splitter {
  const kept = createKept(limit)
  const place = startPlace()
  return {
    push(piece) {
      const cuts: Cut[] = []
      let start = 0
      for (let index = 0; index < piece.length; index++) {
        if (!isInValue(place)) start = index
        const end = step(place, piece[index] ?? '')
        if (end === 'goes-on') continue
        kept.add(piece.slice(start, end === 'ends-with' ? index + 1 : index))
        cuts.push(kept.take())
      }
      if (isInValue(place)) kept.add(piece.slice(start))
      return cuts
    },
    end() {
      const { depth, inString, inList, inWord } = place
      const cutOff = depth > 0 || inString || inList
      return { rest: inWord && !cutOff ? [kept.take()] : [], cutOff }
    },
  }
}
