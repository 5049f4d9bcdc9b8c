import { test as base } from '../../harness/fixtures.ts'
import { startWireServer, type WireRequest, type WireServer } from '../../wire/server.ts'
import type { WireProtocol } from '../../wire/round.ts'

/** The specs' test with a provider of its own on this machine. */
export const test = base.extend<{ readonly wire: WireServer }>({
  // Playwright reads from the pattern which fixtures are needed: none.
  // oxlint-disable-next-line no-empty-pattern
  wire: async ({}, provide) => {
    const wire = await startWireServer()
    await provide(wire)
    await wire.close()
  },
})

/** A key that must never be seen anywhere. */
export const canaryKey = 'sk-canary-7d1f5b0c9e3a4826'

/** The environment of a user who has one provider, which is the wire server. */
export function environmentFor(protocol: WireProtocol, wire: WireServer): Record<string, string> {
  if (protocol === 'openai-chat') {
    return { OPENAI_API_KEY: canaryKey, OPENAI_BASE_URL: `${wire.url}/v1`, OPENAI_MODEL: 'wire-large' }
  }
  return { ANTHROPIC_API_KEY: canaryKey, ANTHROPIC_BASE_URL: wire.url, MODEL_NAME: 'wire-large' }
}

/** The question that was asked last: the window also asks for the list of models, whenever it likes. */
export function lastQuestion(wire: WireServer): WireRequest {
  const asked = wire.requests.findLast(({ method }) => method === 'POST')
  if (!asked) throw new Error('the provider was not asked')
  return asked
}

/** The three models that every conversation spec talks to. */
export const models = ['demo', 'openai-chat', 'anthropic-messages'] as const
