import type { Draft } from '../../../contract/draft.ts'

/** What is written but not sent, by chat. A draft belongs to this machine, whichever engine keeps the chats. */
export interface DraftStore {
  /** Every draft, by the key that it was put under. */
  all(): Promise<Readonly<Record<string, Draft>>>
  /**
   * Replaces the draft of a chat; one without text and files removes it. Resolves when a power cut would not take it back. Throws
   * ParleyError `file-unwritable`.
   */
  put(key: string, draft: Draft): Promise<void>
}
