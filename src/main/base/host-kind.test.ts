import { expect, test } from 'vitest'
import { isLocalHost, isLoopbackHost } from './host-kind.ts'

test.each([
  'localhost',
  'LOCALHOST',
  'localhost.',
  'api.localhost',
  '127.0.0.1',
  '127.8.9.1',
  '[::1]',
  '::1',
])('%s is this computer', (host) => {
  expect(isLoopbackHost(host)).toBe(true)
  expect(isLocalHost(host)).toBe(true)
})

test.each([
  '10.0.0.4',
  '172.16.0.1',
  '172.31.255.1',
  '192.168.1.20',
  '169.254.1.1',
  '[fd12:3456::1]',
  '[fe80::1]',
  'ollama',
  'box.local',
  'host.docker.internal',
])('%s is near and not this computer', (host) => {
  expect(isLocalHost(host)).toBe(true)
  expect(isLoopbackHost(host)).toBe(false)
})

test.each([
  'api.openai.com',
  '8.8.8.8',
  '172.32.0.1',
  '11.0.0.1',
  '[2001:db8::1]',
  'local.example',
  '127.0.0.1.example.com',
])('%s is neither', (host) => {
  expect(isLocalHost(host)).toBe(false)
  expect(isLoopbackHost(host)).toBe(false)
})
