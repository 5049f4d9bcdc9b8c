import type { ContentHash } from '../../../contract/attachment.ts'

/**
 * The content of the pictures and files of messages, each kept once however many messages refer to it. Who is about to
 * store a message puts or touches its content first: from then on nobody takes it away for as long as `sweep` is told, and
 * once the message is stored, for as long as that is there. Every promise that resolves after a write means that the write
 * is on disk.
 */
export interface AttachmentStore {
  /** Keeps the bytes, of which the caller knows the hash. What is there already counts as used now, and is mended if damaged. */
  put(hash: ContentHash, content: Uint8Array): Promise<void>
  /** The bytes; undefined when they are not there. Throws `attachment-damaged` when they are not what the hash says. */
  get(hash: ContentHash): Promise<Uint8Array | undefined>
  /**
   * Keeps what was made of a content and can be made again, such as the vectors of a text, under a name of small letters,
   * digits and hyphens. It goes with the content. What is there under the name is replaced; without the content nothing is
   * kept.
   */
  putMade(hash: ContentHash, name: string, made: Uint8Array): Promise<void>
  /** What was made; undefined when it is not there. Whoever asks looks whether it is whole. */
  getMade(hash: ContentHash, name: string): Promise<Uint8Array | undefined>
  /** Counts as a use of all of these now, and gives those that are not there. */
  touch(hashes: readonly ContentHash[]): Promise<readonly ContentHash[]>
  /**
   * Removes what no message refers to and nobody has put or touched for so many milliseconds. Gives how many. Several
   * processes may call it at once, and at any time.
   */
  sweep(unusedForMs: number): Promise<number>
}
