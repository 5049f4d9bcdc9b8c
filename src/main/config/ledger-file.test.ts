import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { UsageDay } from '../../contract/money.ts'
import { createFakeClock } from '../core/testing/fake-clock.ts'
import { silentLog } from '../core/testing/fake-log.ts'
import { openLedgerFile } from './ledger-file.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const entry = (day: string, change: Partial<UsageDay> = {}): UsageDay => ({
  day,
  providerId: 'openai',
  model: 'large',
  rounds: 1,
  usage: { inputTokens: 10, outputTokens: 5 },
  cost: 0.5,
  unpriced: 0,
  ...change,
})
const openIn = (folder: string) => openLedgerFile(join(folder, 'usage.json'), createFakeClock(), silentLog)

it('sums a day by model, and has it at the next start', async () => {
  const folder = temporaryFolder()
  const ledger = openIn(folder)
  ledger.add(entry('2026-11-20'))
  ledger.add(entry('2026-11-20', { cost: 0, unpriced: 1 }))
  ledger.add(entry('2026-11-20', { model: 'small' }))
  ledger.add(entry('2026-11-19'))
  await ledger.close()
  const days = openIn(folder).days()
  expect(days.map(({ day, model }) => [day, model])).toEqual([
    ['2026-11-19', 'large'],
    ['2026-11-20', 'large'],
    ['2026-11-20', 'small'],
  ])
  expect(days[1]).toMatchObject({
    rounds: 2,
    cost: 0.5,
    unpriced: 1,
    usage: { inputTokens: 20, outputTokens: 10 },
  })
})

it('is on the disk a second after an entry, many in one write', async () => {
  const folder = temporaryFolder()
  const clock = createFakeClock()
  const ledger = openLedgerFile(join(folder, 'usage.json'), clock, silentLog)
  ledger.add(entry('2026-11-20'))
  ledger.add(entry('2026-11-21'))
  expect(clock.waiting()).toBe(1)
  clock.advance(1_000)
  await expect.poll(() => openIn(folder).days().length).toBe(2)
})

it('keeps a file that cannot be read under another name', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'usage.json'), '{"version":1,"days":[{"da')
  const ledger = openIn(folder)
  expect(ledger.days()).toEqual([])
  ledger.add(entry('2026-11-20'))
  await ledger.close()
  expect(readdirSync(folder).toSorted()).toEqual(['usage.json', 'usage.json.unreadable-1000000'])
})
