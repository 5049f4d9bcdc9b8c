/** What is written but not sent, by chat. A draft belongs to this machine, whichever engine keeps the chats. */
export interface DraftStore {
  /** Every draft, by the key that it was put under. */
  all(): Promise<Readonly<Record<string, string>>>
  /**
   * Replaces the draft of a chat; an empty text removes it. Resolves when a power cut would not take it back. Throws
   * ParleyError `file-unwritable`.
   */
  put(key: string, text: string): Promise<void>
}
