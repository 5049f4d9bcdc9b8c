import { readFileSync, renameSync } from 'node:fs'
import { z } from 'zod'
import { usageDaySchema, type UsageDay } from '../../contract/money.ts'
import { addUsage } from '../../contract/usage.ts'
import { reasonOf } from '../core/errors.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { Log } from '../core/ports/log.ts'
import type { UsageLedger } from '../core/ports/usage-ledger.ts'
import { writeAtomically } from '../disk/write-atomically.ts'

const ledgerSchema = z.object({ version: z.literal(1), days: z.array(usageDaySchema) })

/** How long an entry may wait for others, in milliseconds. */
const writeAfterMs = 1_000

/** The ledger as one file: a line or two for each day, some kilobytes a year. */
export function openLedgerFile(path: string, clock: Clock, log: Log): UsageLedger {
  const days = new Map(readLedger(path, clock, log).map((entry) => [keyOf(entry), entry]))
  let waiting: (() => void) | undefined
  let writing = Promise.resolve()

  const sorted = () => [...days.values()].sort((a, b) => a.day.localeCompare(b.day))
  const write = () => {
    waiting = undefined
    writing = writing.then(async () => {
      const text = JSON.stringify({ version: 1, days: sorted() })
      await writeAtomically(path, text, 0o600).catch((error: unknown) =>
        log.warn('ledger-not-written', { reason: reasonOf(error) }),
      )
    })
  }
  return {
    days: sorted,
    add(entry) {
      const before = days.get(keyOf(entry))
      days.set(keyOf(entry), before ? sumOf(before, entry) : entry)
      waiting ??= clock.after(writeAfterMs, write)
    },
    async close() {
      if (waiting) {
        waiting()
        write()
      }
      await writing
    },
  }
}

// What cannot be read is kept under another name.
function readLedger(path: string, clock: Clock, log: Log): readonly UsageDay[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return []
  }
  try {
    return ledgerSchema.parse(JSON.parse(text)).days
  } catch (error) {
    log.warn('ledger-unreadable', { reason: reasonOf(error) })
    renameSync(path, `${path}.unreadable-${clock.now()}`)
    return []
  }
}

function keyOf({ day, providerId, model }: UsageDay): string {
  return JSON.stringify([day, providerId, model])
}

function sumOf(a: UsageDay, b: UsageDay): UsageDay {
  return {
    ...a,
    rounds: a.rounds + b.rounds,
    usage: addUsage(a.usage, b.usage),
    cost: a.cost + b.cost,
    unpriced: a.unpriced + b.unpriced,
  }
}
