import type { ContentHash } from '../../../../contract/attachment.ts'
import type { Failure } from '../../../../contract/failure.ts'
import { englishText } from '../../../../contract/language/text.ts'
import { errorOf, failureFrom } from '../../errors.ts'
import type { Attachments } from '../attachments.ts'
import type { CutText } from './passage-vectors.ts'
import { marksOf, passagesOf } from './passages.ts'

/** A file of a chat in which can be searched. */
export interface SearchedFile {
  readonly name: string
  /** Of its text. */
  readonly hash: ContentHash
  readonly mediaType: string
}

export interface CutFile extends CutText {
  readonly name: string
}

/** Cuts the texts of files into passages, and remembers those of the last ones. */
export interface CutFiles {
  /** Leaves out what is beyond the bound, and what is gone, each with a note. Rejects when nothing is left. */
  read(
    files: readonly SearchedFile[],
    signal: AbortSignal,
  ): Promise<{ readonly cut: readonly CutFile[]; readonly notes: readonly string[] }>
}

/** UTF-16 units of text that one search goes through, and that are remembered. */
const mostLetters = 20_000_000

export function createCutFiles(attachments: Pick<Attachments, 'content' | 'tools'>): CutFiles {
  const kept = new Map<string, CutText & { readonly letters: number }>()
  const trim = () => {
    let letters = [...kept.values()].reduce((sum, each) => sum + each.letters, 0)
    for (const [key, each] of kept) {
      if (letters <= mostLetters || kept.size === 1) return
      letters -= each.letters
      kept.delete(key)
    }
  }
  const cutText = async ({ name, hash, mediaType }: SearchedFile) => {
    const marks = marksOf(mediaType)
    const key = `${hash} ${marks}`
    const known = kept.get(key)
    kept.delete(key)
    const text = known ? '' : attachments.tools.toText(await attachments.content(hash, name))
    const cut = known ?? { hash, marks, passages: passagesOf(text, marks), letters: text.length }
    // At the end again: what was searched last goes last.
    kept.set(key, cut)
    trim()
    return cut
  }
  return {
    async read(files, signal) {
      const cut: CutFile[] = []
      const left: string[] = []
      let letters = 0
      let problem: Failure | undefined
      for (const file of files) {
        signal.throwIfAborted()
        try {
          const text = await cutText(file)
          letters += text.letters
          if (letters <= mostLetters || cut.length === 0) cut.push({ ...text, name: file.name })
          else left.push(englishText('history.search-too-much', { name: file.name }))
        } catch (error) {
          problem = failureFrom(error)
          left.push(problem.message)
        }
      }
      if (cut.length === 0 && problem) throw errorOf(problem)
      return { cut, notes: left }
    },
  }
}
