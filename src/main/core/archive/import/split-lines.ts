import { createKept, type Cut, type Splitter } from './splitter.ts'

/** Cuts into lines without their ends and without empty ones. A line over `limit` UTF-16 units is dropped as it comes. */
export function splitLines(limit: number): Splitter {
  const kept = createKept(limit)
  const take = (): readonly Cut[] => {
    const line = kept.take()
    return line.text?.trim() === '' ? [] : [line]
  }
  return {
    push(piece) {
      const [first = '', ...others] = piece.split('\n')
      kept.add(first)
      return others.flatMap((line) => {
        const cuts = take()
        kept.add(line)
        return cuts
      })
    },
    end: () => ({ rest: take(), cutOff: false }),
  }
}
