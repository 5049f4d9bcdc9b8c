import { expect, test } from 'vitest'
import { readProxyUrl, withoutCredentials } from './proxy-url.ts'

test.each([
  ['http://proxy:3128/', { url: 'http://proxy:3128' }],
  ['proxy.example:8080', { url: 'http://proxy.example:8080' }],
  ['https://proxy', { url: 'https://proxy' }],
  [' http://ada:p%40ss@proxy:1 ', { url: 'http://proxy:1', credentials: 'ada:p@ss' }],
  ['http://ada:100%@proxy:1', { url: 'http://proxy:1', credentials: 'ada:100%' }],
  ['http://[::1]:3128', { url: 'http://[::1]:3128' }],
])('PV-40 %s is a proxy', (text, proxy) => {
  expect(readProxyUrl(text)).toEqual(proxy)
})

test.each(['', 'socks5://proxy:1', 'ftp://proxy', 'http://'])('PV-40 "%s" is none', (text) => {
  expect(readProxyUrl(text)).toBeUndefined()
})

test('G5 of what is none, user and password are not shown', () => {
  expect(withoutCredentials('socks5://ada:p@ss@proxy:1')).toBe('proxy:1')
})
