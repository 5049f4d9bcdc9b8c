import type { ContentHash } from '../../../../contract/attachment.ts'
import { untilAborted } from '../../../base/abort.ts'
import type { Attachments } from '../attachments.ts'
import { passageVersion, type Marks, type Passage } from './passages.ts'
import { packVectors, unpackVectors, vectorsFrom, type Vectors } from './vectors.ts'

/** Asks one model for vectors of texts, in their order, and gives up at once when the signal says so. */
export interface Embedder {
  /** By which the vectors of one model are told from those of another. */
  readonly key: string
  readonly embed: (texts: readonly string[], signal: AbortSignal) => Promise<readonly (readonly number[])[]>
}

/** A text that was cut into passages. */
export interface CutText {
  readonly hash: ContentHash
  readonly marks: Marks
  readonly passages: readonly Passage[]
}

/** Gives vectors of passages that are kept beside the text, and makes and keeps those that are missing. */
export interface PassageVectors {
  /**
   * Calls `each` with the vectors of a stretch of passages, which begins with the passage `from`, one stretch after the
   * other. `signal` ends it; what is kept by then stays. Rejects as the model does.
   */
  read(
    text: CutText,
    embedder: Embedder,
    signal: AbortSignal,
    each: (vectors: Vectors, from: number) => void,
  ): Promise<void>
}

/** Passages whose vectors are asked for, and kept, together. */
const together = 64

export function createPassageVectors(
  attachments: Pick<Attachments, 'made' | 'keepMade' | 'tools'>,
): PassageVectors {
  const { tools } = attachments
  // One at a time, so that two searches in one file do not pay for it twice: the second one finds what the first made.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = async <Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> => {
    const before = last
    const mine = untilAborted(before, signal).then(work)
    last = Promise.allSettled([before, mine])
    return mine
  }
  const make = async (place: Stretch, embedder: Embedder, signal: AbortSignal) => {
    const { hash, name, passages } = place
    const texts = passages.map(({ text }) => text)
    const vectors = vectorsFrom(await embedder.embed(texts, signal))
    await attachments.keepMade(hash, name, await packVectors(vectors, tools))
    return vectors
  }
  const kept = async ({ hash, name, passages }: Stretch) => {
    const bytes = await attachments.made(hash, name)
    return bytes && unpackVectors(bytes, passages.length, tools)
  }
  return {
    read: (text, embedder, signal, each) =>
      inTurn(signal, async () => {
        const model = (await tools.hashOf(new TextEncoder().encode(embedder.key))).slice(0, 16)
        for (let from = 0; from < text.passages.length; from += together) {
          const name = `vectors-${passageVersion}-${text.marks}-${model}-${from / together}`
          const stretch = { hash: text.hash, name, passages: text.passages.slice(from, from + together) }
          each((await kept(stretch)) ?? (await make(stretch, embedder, signal)), from)
        }
      }),
  }
}

interface Stretch {
  readonly hash: ContentHash
  readonly name: string
  readonly passages: readonly Passage[]
}
