import type { Settings } from '../../../contract/settings.ts'
import { isLocalHost } from '../../base/host-kind.ts'
import type { ModelLimits } from '../ports/model-client.ts'

/**
 * How long a server near the user may take to its first byte at least, in milliseconds: it loads its model first, and
 * reads a long chat at the speed of that computer. Half an hour.
 */
const localFirstByteMs = 1_800_000

/** The limits of a provider at that address for which nothing was chosen. */
export function defaultLimitsFor(baseUrl: string, { limits }: Settings): ModelLimits {
  const { firstByteMs, idleMs, totalMs } = limits
  const hostname = URL.parse(baseUrl)?.hostname
  const isLocal = hostname !== undefined && hostname !== '' && isLocalHost(hostname)
  return { firstByteMs: isLocal ? Math.max(firstByteMs, localFirstByteMs) : firstByteMs, idleMs, totalMs }
}
