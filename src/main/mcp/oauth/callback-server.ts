import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a browser brought back. */
export interface LoginAnswer {
  readonly code?: string
  readonly iss?: string
  /** The login's own word for what went wrong; only its letters, never shown to the browser. */
  readonly error?: string
}

export interface CallbackServer {
  readonly redirectUrl: string
  /** What the answer must bring along; good for one answer. */
  readonly state: string
  readonly answer: Promise<LoginAnswer>
  close(): void
}

// The same for every answer, so that nothing of a query gets into a page.
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Parley</title><p>You can close this page and go back to Parley.</p></html>`
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
}

/** Listens on this computer for the one answer of a login. What does not bring the state is not an answer. */
export async function openCallbackServer(): Promise<CallbackServer> {
  const state = randomBytes(32).toString('base64url')
  const { promise, resolve } = Promise.withResolvers<LoginAnswer>()
  let answered = false
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? '', 'http://127.0.0.1')
    const parameters = url?.searchParams
    const fits = request.method === 'GET' && url?.pathname === '/callback'
    if (!parameters || !fits || answered || !isSame(parameters.get('state') ?? '', state)) {
      response.writeHead(404, headers).end(page)
      return
    }
    answered = true
    response.writeHead(200, headers).end(page)
    resolve(answerOf(parameters))
  })
  const port = await listen(server)
  return {
    redirectUrl: `http://127.0.0.1:${port}/callback`,
    state,
    answer: promise,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function answerOf(parameters: URLSearchParams): LoginAnswer {
  const [code, iss, error] = ['code', 'iss', 'error'].map((name) => parameters.get(name))
  return {
    ...(code && { code }),
    ...(iss && { iss }),
    ...(error && { error: error.replaceAll(/[^a-z_]/g, '').slice(0, 40) || 'refused' }),
  }
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)]
  return first.length === second.length && timingSafeEqual(first, second)
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      // It listens at a port, and not at a pipe whose address would be a text.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      resolve((server.address() as AddressInfo).port)
    })
  })
}
