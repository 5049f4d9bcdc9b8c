import type { OAuthDiscoveryState } from '@modelcontextprotocol/client'
import { ParleyError } from '../../core/errors.ts'

/**
 * Refuses a description of a login that another login than the one that was asked for gave, before anything is sent to an
 * address in it (RFC 8414 section 3.3). One that the server itself gives for itself may have a name with a path: servers of
 * the revision of 2025-03-26 name no login and describe theirs at the root of their origin. Throws `mcp-login-refused`.
 */
export function refuseOtherIssuer(server: string, serverUrl: string, found: OAuthDiscoveryState): void {
  const { authorizationServerUrl: asked, authorizationServerMetadata, resourceMetadata } = found
  const issuer = authorizationServerMetadata?.issuer
  if (issuer === undefined || withoutSlash(issuer) === withoutSlash(asked)) return
  const { origin } = new URL(serverUrl)
  const named = resourceMetadata?.authorization_servers?.length
  if (!named && asked === `${origin}/` && URL.parse(issuer)?.origin === origin) return
  throw new ParleyError('mcp-login-refused', {
    params: { server, what: `a login that calls itself ${issuer.slice(0, 200)}` },
  })
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url
}
