import type { UsageDay } from '../../../contract/money.ts'

/** What was used on which day, whichever engine keeps the chats: money was spent although a chat is gone. */
export interface UsageLedger {
  /** Every day and model, oldest day first. */
  days(): readonly UsageDay[]
  /** Adds to a day. On the disk within a moment, and before `close` resolves. */
  add(entry: UsageDay): void
  /** Writes down what waits. */
  close(): Promise<void>
}
