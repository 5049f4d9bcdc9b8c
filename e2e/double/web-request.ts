import type { HeadersReceivedResponse, OnHeadersReceivedListenerDetails } from 'electron'
import type { Request } from 'playwright'
import { partial } from './missing.ts'

type Listener = (
  details: Partial<OnHeadersReceivedListenerDetails>,
  callback: (response: HeadersReceivedResponse) => void,
) => void

/** One response whose headers the app may revise. */
export interface ReceivedHeaders {
  readonly url: string
  readonly request: Request
  readonly status: number
  readonly headers: Record<string, string>
}

const RESOURCE_TYPES: Record<string, OnHeadersReceivedListenerDetails['resourceType']> = {
  stylesheet: 'stylesheet',
  script: 'script',
  image: 'image',
  font: 'font',
  media: 'media',
  fetch: 'xhr',
  xhr: 'xhr',
}

/** `session.webRequest` as far as `onHeadersReceived` without a filter; the double's own two members are for itself. */
export function createWebRequest() {
  let listener: Listener | null = null
  let lastId = 0
  return partial('webRequest', {
    onHeadersReceived(first: unknown, second?: Listener | null): void {
      if (second !== undefined) throw new Error('electron double: a webRequest filter is not implemented')
      listener = first as Listener | null
    },
    listensToHeaders: (): boolean => listener !== null,
    /** The headers to pass on; `undefined` when the app cancelled the request. */
    async reviseHeaders(received: ReceivedHeaders): Promise<Record<string, string> | undefined> {
      if (!listener) return received.headers
      const listen = listener
      lastId += 1
      const details = detailsOf(received, lastId)
      const response = await new Promise<HeadersReceivedResponse>((resolve) => listen(details, resolve))
      if (response.cancel) return undefined
      return response.responseHeaders ? joinValues(response.responseHeaders) : received.headers
    },
  })
}

function detailsOf(received: ReceivedHeaders, id: number): Partial<OnHeadersReceivedListenerDetails> {
  const { url, request, status, headers } = received
  return {
    id,
    url,
    method: request.method(),
    resourceType: resourceTypeOf(request),
    referrer: request.headers()['referer'] ?? '',
    timestamp: Date.now(),
    statusCode: status,
    statusLine: `HTTP/1.1 ${status}`,
    responseHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
  }
}

function resourceTypeOf(request: Request): OnHeadersReceivedListenerDetails['resourceType'] {
  if (!request.isNavigationRequest()) return RESOURCE_TYPES[request.resourceType()] ?? 'other'
  return request.frame().parentFrame() ? 'subFrame' : 'mainFrame'
}

function joinValues(headers: Record<string, string | string[]>): Record<string, string> {
  const joined = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')] as const)
  return Object.fromEntries(joined)
}
