import { parsedLoose, type Loose } from './loose.ts'

/**
 * What a provider wants back with a part, which only it can read, is kept as the part's signature under the name of its
 * protocol. Anthropic's signatures stand as they are, since they bear no such mark.
 */
export type SealedProtocol = 'openai-responses' | 'openai-chat'

/** Writes it as a signature. */
export function sealOf(protocol: SealedProtocol, content: Loose): string {
  return `${protocol}:${JSON.stringify(content)}`
}

/** Reads it; undefined for a signature of another protocol, and for none. */
export function readSeal(protocol: SealedProtocol, signature: string | undefined): Loose | undefined {
  const mark = `${protocol}:`
  return signature?.startsWith(mark) ? parsedLoose(signature.slice(mark.length)) : undefined
}

/** Whether a signature is of a protocol that seals. */
export function isSealed(signature: string): boolean {
  return /^openai-(?:responses|chat):/.test(signature)
}
