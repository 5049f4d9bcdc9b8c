import type { Agent } from 'undici'
import type { ModelEndpoint, ModelNetwork } from '../core/ports/model-client.ts'
import type { Sender } from './direct-fetch.ts'
import { chooseProxy, type ProxySources } from './proxy-choice.ts'

/** The connections of the providers, so that each is used again and none outlives its settings. */
export interface Dispatchers {
  /** What requests of an endpoint go through; `undefined` for Node's own. Throws `certificate-file-invalid`. */
  of(endpoint: ModelEndpoint): Promise<Sender | undefined>
}

const usual: ModelNetwork = { proxy: 'environment', selfSigned: false }

/** Idle connections are kept so long, in milliseconds, unless the server says otherwise: as long as Node's own. */
const keepAliveMs = 4_000

export function createDispatchers(sources: ProxySources): Dispatchers {
  const open = new Map<string, { readonly described: string; readonly agent: Promise<Agent> }>()
  return {
    async of({ providerId, baseUrl, network = usual }) {
      // It is there already, and loading another client would take its time.
      if (await isForNodes(network, baseUrl, sources)) return undefined
      const described = JSON.stringify([network, URL.parse(baseUrl)?.origin])
      const before = open.get(providerId)
      if (before?.described === described) return before.agent
      const agent = createAgent(network, sources)
      open.set(providerId, { described, agent })
      agent.catch(() => open.get(providerId)?.agent === agent && open.delete(providerId))
      // What still goes on over the old connections goes on to its end.
      before?.agent.then((old) => old.close()).catch(() => undefined)
      return agent
    },
  }
}

// With a variable Node's own may have been set up for it, by rules of its own.
async function isForNodes(
  { proxy, caFile, selfSigned }: ModelNetwork,
  baseUrl: string,
  { variables, system }: ProxySources,
): Promise<boolean> {
  const { http, https, all } = variables
  if (proxy !== 'environment' || caFile !== undefined || selfSigned || (http ?? https ?? all)) return false
  const target = URL.parse(baseUrl)
  return !target || (await chooseProxy(target, proxy, { variables, system })) === undefined
}

async function createAgent(network: ModelNetwork, sources: ProxySources): Promise<Agent> {
  const [undici, { createConnector }] = await Promise.all([import('undici'), import('./connector.ts')])
  const connect = await createConnector(undici.buildConnector, network, sources)
  // Of HTTP/2 see docs/decisions.
  return new undici.Agent({ connect, keepAliveTimeout: keepAliveMs, allowH2: false })
}
