import type { Route } from 'playwright'
import type { SchemeTable } from './schemes.ts'
import type { DoubleSession } from './session.ts'

/** Answers one page request: an own scheme from the app's handler, anything else from the network. */
export async function answerRequest(
  route: Route,
  schemes: SchemeTable,
  session: DoubleSession,
): Promise<void> {
  const address = schemes.toApp(route.request().url())
  if (schemes.owns(address)) return answerFromApp(route, address, schemes, session)
  if (!session.webRequest.listensToHeaders()) return route.continue()
  const response = await route.fetch()
  const headers = await session.webRequest.reviseHeaders({
    url: address,
    request: route.request(),
    status: response.status(),
    headers: response.headers(),
  })
  return headers ? route.fulfill({ response, headers }) : route.abort('blockedbyclient')
}

async function answerFromApp(
  route: Route,
  address: string,
  schemes: SchemeTable,
  session: DoubleSession,
): Promise<void> {
  const handler = schemes.handlerFor(address)
  if (!handler) return route.abort('failed')
  const response = await handler(await requestOf(route, address))
  const headers = await session.webRequest.reviseHeaders({
    url: address,
    request: route.request(),
    status: response.status,
    headers: Object.fromEntries(response.headers),
  })
  if (!headers) return route.abort('blockedbyclient')
  const body = Buffer.from(await response.arrayBuffer())
  return route.fulfill({ status: response.status, headers: policyToPage(headers, schemes), body })
}

async function requestOf(route: Route, address: string): Promise<Request> {
  const request = route.request()
  const headers = Object.entries(await request.allHeaders()).filter(([name]) => !name.startsWith(':'))
  const body = request.postDataBuffer()
  return new Request(address, {
    method: request.method(),
    headers,
    ...(body && { body: new Uint8Array(body) }),
  })
}

function policyToPage(headers: Record<string, string>, schemes: SchemeTable): Record<string, string> {
  const mapped = Object.entries(headers).map(([name, value]) => {
    const isPolicy = name.toLowerCase().startsWith('content-security-policy')
    return [name, isPolicy ? schemes.policyToPage(value) : value] as const
  })
  return Object.fromEntries(mapped)
}
