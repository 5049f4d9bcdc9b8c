import type { Clipboard } from 'electron'
import { partial } from './missing.ts'

/** `clipboard`: text alone, which the system's own has nothing of. */
export function createClipboard() {
  let text = ''
  const known = {
    readText: () => Promise.resolve(text),
    writeText(words: string) {
      text = words
      return Promise.resolve()
    },
  } satisfies Partial<Clipboard>
  return partial('clipboard', known)
}
