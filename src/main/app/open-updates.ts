import type { Clock } from '../core/ports/clock.ts'
import type { SettingsBook } from '../core/provider/settings.ts'
import { createUpdates, type Updates } from '../core/updates/updates.ts'
import { createProxyTunnels } from '../providers/proxy-tunnel.ts'
import { createReleaseFeed } from '../tools/release-feed.ts'
import type { Host } from './host.ts'

/** Looks for newer versions, through the same proxy as tools do. */
export function openUpdates(host: Host, book: SettingsBook, clock: Clock): Updates {
  const { log, overrides, systemProxy, version } = host
  const proxyFor = createProxyTunnels({ variables: overrides.proxies, system: systemProxy })
  return createUpdates({ book, feed: createReleaseFeed(`Parley/${version}`, proxyFor), clock, log, version })
}
