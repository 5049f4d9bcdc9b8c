import { expect, test } from 'vitest'
import { proxyInAnswer } from './system-proxy.ts'

test.each([
  ['DIRECT', undefined],
  ['', undefined],
  ['PROXY proxy.example:8080', 'http://proxy.example:8080'],
  ['PROXY one:1; PROXY two:2; DIRECT', 'http://one:1'],
  ['HTTPS proxy.example:8443;DIRECT', 'https://proxy.example:8443'],
  ['SOCKS5 socks:1080; PROXY proxy:8080', 'http://proxy:8080'],
  ['SOCKS5 socks:1080; DIRECT', undefined],
  ['SOCKS5 socks:1080', 'socks5://socks:1080'],
])('PV-40 of %s the system means %s', (answer, proxy) => {
  expect(proxyInAnswer(answer)).toBe(proxy)
})
