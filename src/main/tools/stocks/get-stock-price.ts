import { z } from 'zod'
import type { ToolServices } from '../../../contract/tool-settings.ts'
import { defineTool, type Tool } from '../define-tool.ts'
import { askForJson, askForText } from '../fetching/ask-service.ts'
import type { GuardedFetch } from '../fetching/guarded-fetch.ts'

const input = z.object({
  symbol: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9.^-]{1,20}$/, 'write a symbol such as AAPL')
    .describe(
      'The symbol of the exchange, such as AAPL; with a country for others than the US, such as SAP.DE.',
    ),
})

export interface StockNeeds {
  readonly fetch: GuardedFetch
  /** The choice of the user, asked at each call. */
  readonly services: () => ToolServices
  /** The key that is kept for a service. */
  readonly keyOf: (service: string) => Promise<string | undefined>
}

/** Tells what a share costs, by the service that the user chose. */
export function createGetStockPrice({ fetch, services, keyOf }: StockNeeds): Tool {
  return defineTool({
    name: 'get_stock_price',
    description: 'Tells the last known price of a share, in the currency of its exchange.',
    input,
    effect: 'network',
    async run({ symbol }, { signal }) {
      const wanted = symbol.toUpperCase()
      const { stocks } = services()
      if (stocks === 'stooq') return askStooq(fetch, wanted, signal)
      return askFinnhub(fetch, wanted, await keyOf(stocks), signal)
    },
  })
}

// One line of values under one of names; "N/D" stands for what is not known. Shares of the US end in `.us`.
async function askStooq(fetch: GuardedFetch, symbol: string, signal: AbortSignal) {
  const name = 'Stooq'
  const query = new URLSearchParams({ s: stooqSymbol(symbol), f: 'sd2t2ohlcv', h: '', e: 'csv' })
  const text = await askForText(fetch, { name, url: `https://stooq.com/q/l/?${query.toString()}` }, signal)
  const [names = [], values = []] = text.split(/\r?\n/).map((line) => line.split(','))
  const value = (wanted: string) => values[names.indexOf(wanted)] ?? ''
  if (!names.includes('Close')) throw new Error(`${name} gave an answer that is not understood`)
  const price = Number(value('Close'))
  if (value('Close') === '' || Number.isNaN(price)) throw unknown(name, symbol)
  return {
    symbol,
    price,
    open: Number(value('Open')),
    high: Number(value('High')),
    low: Number(value('Low')),
    time: `${value('Date')} ${value('Time')}`.trim(),
    source: name,
  }
}

function stooqSymbol(symbol: string): string {
  return (symbol.includes('.') || symbol.startsWith('^') ? symbol : `${symbol}.US`).toLowerCase()
}

const quoteSchema = z.object({
  c: z.number(),
  d: z.number().nullable(),
  dp: z.number().nullable(),
  h: z.number(),
  l: z.number(),
  o: z.number(),
  pc: z.number(),
  t: z.number(),
})

// By https://finnhub.io/docs/api/quote. A symbol that it does not know has a price of 0.
async function askFinnhub(fetch: GuardedFetch, symbol: string, key: string | undefined, signal: AbortSignal) {
  const name = 'Finnhub'
  if (key === undefined) throw new Error(`${name} needs a key, and none is kept for it`)
  const url = `https://finnhub.io/api/v1/quote?${new URLSearchParams({ symbol }).toString()}`
  const request = { name, url, headers: { 'x-finnhub-token': key } }
  const { c, d, dp, h, l, o, pc, t } = await askForJson(fetch, request, quoteSchema, signal)
  if (c === 0 && t === 0) throw unknown(name, symbol)
  return {
    symbol,
    price: c,
    change: d,
    change_percent: dp,
    open: o,
    high: h,
    low: l,
    previous_close: pc,
    time: new Date(t * 1000).toISOString(),
    source: name,
  }
}

function unknown(name: string, symbol: string): Error {
  return new Error(`${name} knows no share "${symbol}"; look whether the symbol is right`)
}
