import { describe, expect, test } from 'vitest'
import { dayOf, type UsageDay } from '../../../../contract/money.ts'
import { usageCsv } from './usage-csv.ts'
import { columnsOf, modelSums, startOf, within, withFree } from './usage-sums.ts'

const now = new Date(2026, 10, 20, 15).getTime()
const day = (change: Partial<UsageDay> = {}): UsageDay => ({
  day: '2026-11-20',
  providerId: 'openai',
  model: 'small',
  rounds: 2,
  usage: { inputTokens: 10, outputTokens: 5 },
  cost: 0.5,
  unpriced: 0,
  ...change,
})
const days = [
  day({ day: '2026-11-13', cost: 9 }),
  day({ day: '2026-11-14', model: 'large', cost: 2 }),
  day(),
  day({
    model: 'large',
    cost: 0,
    unpriced: 2,
    usage: { inputTokens: 1, outputTokens: 1, cacheReadTokens: 4 },
  }),
]

describe('sums of usage', () => {
  test('a range of seven days is today and the six days before it', () => {
    expect(dayOf(startOf('7', now) ?? 0)).toBe('2026-11-14')
    expect(within(days, '7', now)).toEqual(days.slice(1))
    expect(within(days, 'all', now)).toEqual(days)
  })

  test('the built-in model is free, which is not the same as without a price', () => {
    const [demo, other] = withFree([day({ providerId: 'demo', cost: 0, unpriced: 2 }), day({ unpriced: 2 })])
    expect([demo?.unpriced, other?.unpriced]).toEqual([0, 2])
  })

  test('a day without use has a column too, and the newest is the last', () => {
    const columns = columnsOf(within(days, '7', now), '7', now)
    expect(columns.map(({ period, sum }) => [period, sum.cost])).toEqual([
      ['2026-11-14', 2],
      ['2026-11-15', 0],
      ['2026-11-16', 0],
      ['2026-11-17', 0],
      ['2026-11-18', 0],
      ['2026-11-19', 0],
      ['2026-11-20', 0.5],
    ])
  })

  test('more days than can be told apart are joined to months', () => {
    const columns = columnsOf([day({ day: '2025-12-31' }), ...days], 'all', now)
    expect(columns.map(({ period }) => period)).toEqual([
      '2025-12',
      ...Array.from({ length: 11 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`),
    ])
    expect(columns.at(-1)?.sum).toMatchObject({ cost: 11.5, rounds: 8, unpriced: 2 })
  })

  test('models are summed over their days, the dearest first', () => {
    expect(modelSums(days.slice(1))).toEqual([
      {
        providerId: 'openai',
        model: 'large',
        rounds: 4,
        unpriced: 2,
        cost: 2,
        usage: { inputTokens: 11, outputTokens: 6, cacheReadTokens: 4 },
      },
      { providerId: 'openai', model: 'small', rounds: 2, unpriced: 0, cost: 0.5, usage: day().usage },
    ])
  })

  test('the CSV file has a line for each day and model, and no formula', () => {
    expect(usageCsv([day({ model: '=cmd()', providerId: 'a,b' })]).split('\r\n')).toEqual([
      'day,provider,model,requests,input_tokens,output_tokens,reasoning_tokens,cache_read_tokens,cache_write_tokens,cost_usd,requests_without_price',
      `2026-11-20,"a,b",'=cmd(),2,10,5,,,,0.5,0`,
      '',
    ])
  })
})
