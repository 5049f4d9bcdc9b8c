/** What was cut out of a text that comes in pieces; without `text` it was too long to be kept. */
export interface Cut {
  readonly text?: string
}

/** Cuts a text that comes in pieces into what it consists of. */
export interface Splitter {
  /** What is complete with this piece. */
  push(piece: string): readonly Cut[]
  /** What is left at the end, and whether the end is missing. */
  end(): { readonly rest: readonly Cut[]; readonly cutOff: boolean }
}

/** Pieces of what is not complete yet. What grows over `limit` UTF-16 units is forgotten as it comes. */
export function createKept(limit: number) {
  let pieces: string[] = []
  let length = 0
  return {
    add(piece: string): void {
      length += piece.length
      if (length > limit) pieces = []
      else pieces.push(piece)
    },
    take(): Cut {
      const cut: Cut = length > limit ? {} : { text: pieces.join('') }
      pieces = []
      length = 0
      return cut
    },
  }
}
