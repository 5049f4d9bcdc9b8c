import { expect, test } from 'vitest'
import { isLoopbackHost, isOwnOrigin } from './loopback.ts'

test.each(['127.0.0.1:8484', 'localhost:8484', '[::1]:8484', '127.0.0.9:8484', 'LOCALHOST:8484'])(
  'LS-01 %s is this computer',
  (host) => expect(isLoopbackHost(host, 8484)).toBe(true),
)

test.each([
  undefined,
  '',
  'evil.example:8484',
  'localhost.evil.example:8484',
  '127.0.0.1.evil.example:8484',
  '127.0.0.1:8485',
  '127.0.0.1',
  '0.0.0.0:8484',
  '192.168.1.2:8484',
  'user@127.0.0.1:8484',
  '127.0.0.1:8484/path',
  '2130706433:8484',
  '[::ffff:127.0.0.1]:8484',
])('LS-01 %s is not', (host) => expect(isLoopbackHost(host, 8484)).toBe(false))

test('LS-07 only the page that this server served has its origin', () => {
  expect(isOwnOrigin('http://127.0.0.1:8484', '127.0.0.1:8484')).toBe(true)
  expect(isOwnOrigin('http://localhost:8484', '127.0.0.1:8484')).toBe(false)
  expect(isOwnOrigin('https://127.0.0.1:8484', '127.0.0.1:8484')).toBe(false)
  expect(isOwnOrigin('null', '127.0.0.1:8484')).toBe(false)
  expect(isOwnOrigin(undefined, '127.0.0.1:8484')).toBe(false)
})
