import type { LocalServer } from '../../../contract/provider.ts'
import { isLoopbackHost } from '../../base/host-kind.ts'
import type { Connections } from './connections.ts'
import type { KnownProvider, ProviderList } from './provider-list.ts'

/** How long a server on this computer may take to name its models, in milliseconds. */
const answerMs = 1_500
/** How many of its models are told. */
const mostModels = 50

/**
 * Asks the usual ports of this computer, all at once, which of the known servers runs there and what it serves. Nothing
 * leaves the computer, and no key is sent; whoever does not answer as a model's server within moments is not there.
 */
export async function findLocalServers(
  list: ProviderList,
  connections: Pick<Connections, 'peek'>,
): Promise<readonly LocalServer[]> {
  const candidates = (await list.all()).filter(isCandidate)
  const found = await Promise.all(
    candidates.map(async ({ id }): Promise<readonly LocalServer[]> => {
      try {
        const models = await connections.peek(id, answerMs)
        return [{ providerId: id, models: models.slice(0, mostModels).map((model) => model.id) }]
      } catch {
        return []
      }
    }),
  )
  return found.flat()
}

function isCandidate({ local, configured, baseUrl, credentials }: KnownProvider): boolean {
  const host = URL.parse(baseUrl)?.hostname ?? ''
  return local && !configured && !credentials && isLoopbackHost(host)
}
