import { expect, test } from 'vitest'
import type { Protocol } from '../../contract/provider.ts'
import { connect, endpointOf } from './testing/wire-fixture.ts'

const pdf = { type: 'file', mediaType: 'application/pdf', size: 1000 } as const

/** Whether such a file goes as it is. */
async function takes(protocol: Protocol, baseUrl: string, file: object): Promise<boolean | undefined> {
  const client = await connect({ ...endpointOf(protocol, baseUrl), baseUrl })
  return client.takes?.({ ...pdf, ...file })
}

test.each([
  ['openai-chat', 'https://api.openai.com/v1', true],
  ['openai-chat', 'https://openrouter.ai/api/v1', true],
  ['openai-chat', 'https://api.deepseek.com', false],
  ['openai-responses', 'https://api.openai.com/v1', true],
  ['anthropic-messages', 'https://api.anthropic.com', true],
] as const)('AT-11 %s at %s takes a PDF as it is: %s', async (protocol, url, expected) => {
  expect(await takes(protocol, url, {})).toBe(expected)
  expect(await takes(protocol, url, { size: 40_000_000 })).toBe(false)
  expect(await takes(protocol, url, { mediaType: 'text/plain' })).toBe(false)
  expect(await takes(protocol, url, { type: 'image', mediaType: 'image/webp' })).toBe(true)
  expect(await takes(protocol, url, { type: 'image', mediaType: 'image/svg+xml' })).toBe(false)
})
