import { startWireServer, type WireServer } from '../../../../e2e/wire/server.ts'
import { createFakeClock } from '../../core/testing/fake-clock.ts'
import type { ModelClient, ModelEndpoint } from '../../core/ports/model-client.ts'
import { createModelClientFactory } from '../create-model-client.ts'
import type { ProxySources } from '../proxy-choice.ts'
import { endpointOf } from './wire-fixture.ts'

/** A provider on this computer, with what stands before it; all of it is closed by `close`. */
export interface NetworkFixture {
  readonly wire: WireServer
  readonly wirePort: number
  /** Closes this with the rest. */
  keep<Part extends { close(): Promise<void> }>(part: Part): Part
  close(): Promise<void>
}

export async function startNetwork(): Promise<NetworkFixture> {
  const wire = await startWireServer()
  const parts: { close(): Promise<void> }[] = [wire]
  return {
    wire,
    wirePort: Number(new URL(wire.url).port),
    keep(part) {
      parts.unshift(part)
      return part
    },
    async close() {
      for (const part of parts) await part.close()
    },
  }
}

/** A client of the provider at `origin` that is reached in some way of its own. */
export function clientAt(
  origin: string,
  changes: Partial<ModelEndpoint>,
  proxies: ProxySources = { variables: {} },
): Promise<ModelClient> {
  const factory = createModelClientFactory({
    clock: createFakeClock(),
    userAgent: 'Parley/test',
    proxies,
  })
  return factory(endpointOf('openai-chat', origin, changes))
}
