import type { CustomScheme } from 'electron'

export type SchemeHandler = (request: Request) => Response | Promise<Response>

const PAGE_ADDRESS = /^https:\/\/([^/?#]*)\.([\w-]+)\.double(?=[/?#]|$)/

/**
 * The app's own schemes. Chromium cannot learn a scheme over its debugging protocol, so `app://host/x` is shown to it
 * as `https://host.app.double/x` and turned back wherever main can see an address.
 */
export class SchemeTable {
  readonly handlers = new Map<string, SchemeHandler>()
  private readonly privileged = new Map<string, CustomScheme>()

  register(schemes: readonly CustomScheme[]): void {
    for (const scheme of schemes) this.privileged.set(scheme.scheme, scheme)
  }

  /** Whether an address belongs to one of the app's own schemes. */
  owns(address: string): boolean {
    return this.privileged.has(schemeOf(address))
  }

  handlerFor(address: string): SchemeHandler | undefined {
    return this.handlers.get(schemeOf(address))
  }

  toPage(address: string): string {
    const scheme = schemeOf(address)
    if (!this.privileged.has(scheme)) return address
    return address.replace(
      /^[\w+.-]+:\/\/([^/?#]*)/,
      (_match, host: string) => `https://${host}.${scheme}.double`,
    )
  }

  toApp(address: string): string {
    return address.replace(PAGE_ADDRESS, (match, host: string, scheme: string) =>
      this.privileged.has(scheme) ? `${scheme}://${host}` : match,
    )
  }

  /** A policy that names an own scheme (`img-src app:`) must name what Chromium sees in its place. */
  policyToPage(policy: string): string {
    let mapped = policy
    for (const scheme of this.privileged.keys()) {
      const source = new RegExp(String.raw`(?<=[\s;])${scheme}:(?://([^\s;/]+))?(?=[\s;/]|$)`, 'g')
      mapped = mapped.replace(source, (_match, host?: string) => `https://${host ?? '*'}.${scheme}.double`)
    }
    return mapped
  }
}

function schemeOf(address: string): string {
  return /^([\w+.-]+):/.exec(address)?.[1]?.toLowerCase() ?? ''
}
