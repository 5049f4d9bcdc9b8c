import { looseOf, textOf } from './loose.ts'

/** What a provider wants back of its reasoning, which only it can read. */
export interface SealedReasoning {
  readonly id: string
  readonly content: string
}

// Another protocol's signature has no such beginning, and this one means nothing to the others.
const mark = 'openai-responses:'

/** Writes it as the signature of a reasoning part. */
export function sealOf(sealed: SealedReasoning): string {
  return mark + JSON.stringify(sealed)
}

/** Reads it; undefined for a signature of another protocol, and for none. */
export function readSeal(signature: string | undefined): SealedReasoning | undefined {
  if (!signature?.startsWith(mark)) return undefined
  try {
    const { id, content } = looseOf(JSON.parse(signature.slice(mark.length)))
    return { id: textOf(id), content: textOf(content) }
  } catch {
    return undefined
  }
}
