import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { toolServicesSchema } from '../../../contract/tool-settings.ts'
import { callService } from '../fetching/testing/call-service.ts'
import { createGetStockPrice } from './get-stock-price.ts'

const secret = 'key-that-nobody-sees'

function priceOf(symbol: string, stocks: 'stooq' | 'finnhub', answer: string) {
  const services = () => toolServicesSchema.parse({ stocks })
  const make = (fetch: Parameters<typeof createGetStockPrice>[0]['fetch']) =>
    createGetStockPrice({ fetch, services, keyOf: async () => secret })
  const listener: RequestListener = (_, response) => void response.end(answer)
  return callService(make, { symbol }, listener)
}

const head = 'Symbol,Date,Time,Open,High,Low,Close,Volume,Name\r\n'
const line = 'AAPL.US,2026-11-20,21:00:05,267.1,270.35,266.8,269.77,41500000,APPLE\r\n'

test('S3-20 get_stock_price reads the line of Stooq', async () => {
  const { result, requests } = await priceOf('aapl', 'stooq', head + line)
  const known = { symbol: 'AAPL', price: 269.77, open: 267.1, high: 270.35, low: 266.8 }
  expect(result).toEqual({ ...known, time: '2026-11-20 21:00:05', source: 'Stooq' })
  expect(requests[0]?.url).toBe('/q/l/?s=aapl.us&f=sd2t2ohlcv&h=&e=csv')
})

test('S3-20 get_stock_price reads the quote of Finnhub', async () => {
  const quote = { c: 269.77, d: 2.3, dp: 0.86, h: 270.35, l: 266.8, o: 267.1, pc: 267.47, t: 1795208405 }
  const { result, requests } = await priceOf('AAPL', 'finnhub', JSON.stringify(quote))
  expect(result).toMatchObject({ price: 269.77, change_percent: 0.86, source: 'Finnhub' })
  expect(requests[0]).toMatchObject({
    url: '/api/v1/quote?symbol=AAPL',
    headers: { 'x-finnhub-token': secret },
  })
})

test('S3-20 a symbol that nobody knows and one that is none are told as such', async () => {
  const nothing = 'ZZZZ.US,N/D,N/D,N/D,N/D,N/D,N/D,N/D,ZZZZ\r\n'
  expect((await priceOf('ZZZZ', 'stooq', head + nothing)).error).toContain('Stooq knows no share "ZZZZ"')
  const empty = JSON.stringify({ c: 0, d: null, dp: null, h: 0, l: 0, o: 0, pc: 0, t: 0 })
  expect((await priceOf('ZZZZ', 'finnhub', empty)).error).toContain('Finnhub knows no share')
  expect((await priceOf('a&f=x', 'stooq', head)).error).toContain('write a symbol such as AAPL')
  expect((await priceOf('AAPL', 'stooq', 'Exceeded the daily hits limit')).error).toContain('not understood')
})
