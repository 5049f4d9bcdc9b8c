import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'

/** An MCP server over HTTP that wants a login, and the place where one logs in, in one. */
export interface LoginServer {
  readonly origin: string
  /** Every request, as `METHOD path`, in order. */
  readonly asked: string[]
  /** What came in the bodies of requests. */
  readonly bodies: string[]
  /** Tokens that the MCP part takes. */
  readonly good: Set<string>
  /** Changes of the two documents. */
  readonly documents: { resource: object; issuer: object }
  /** What came with the requests for tokens to say who asks. */
  readonly credentials: (string | undefined)[]
  /** What is said to each request for a token. */
  refusal:
    | { readonly status?: number; readonly error: string; readonly error_description?: string }
    | undefined
  /** Answers in the place of the server where it gives true. */
  instead: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined
}

type Route = (url: URL, body: string, response: ServerResponse, request: IncomingMessage) => void
type State = { -readonly [Key in keyof LoginServer]: LoginServer[Key] }

export async function startLoginServer(): Promise<LoginServer> {
  const state: State = {
    origin: '',
    asked: [],
    bodies: [],
    good: new Set(),
    documents: { resource: {}, issuer: {} },
    credentials: [],
    refusal: undefined,
    instead: undefined,
  }
  const routes = { ...documentRoutes(state), ...loginRoutes(state) }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const url = new URL(request.url ?? '', state.origin)
      state.asked.push(`${request.method} ${url.pathname}`)
      state.bodies.push(body)
      if (state.instead?.(request, response)) return
      if (url.pathname === '/mcp') speakMcp(state, request, body, response)
      else if (routes[url.pathname]) routes[url.pathname]?.(url, body, response, request)
      else json(response, {}, 404)
    })
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  state.origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return state
}

function documentRoutes(state: State): Record<string, Route> {
  return {
    '/.well-known/oauth-protected-resource/mcp': (_url, _body, response) =>
      json(response, {
        resource: `${state.origin}/mcp`,
        authorization_servers: [state.origin],
        ...state.documents.resource,
      }),
    '/.well-known/oauth-authorization-server': (_url, _body, response) =>
      json(response, {
        issuer: state.origin,
        authorization_endpoint: `${state.origin}/authorize`,
        token_endpoint: `${state.origin}/token`,
        registration_endpoint: `${state.origin}/register`,
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
        ...state.documents.issuer,
      }),
  }
}

function loginRoutes(state: State): Record<string, Route> {
  let challenge = ''
  return {
    '/register': (_url, body, response) =>
      json(response, { client_id: 'parley-1', ...JSON.parse(body) }, 201),
    '/authorize': ({ searchParams }, _body, response) => {
      challenge = searchParams.get('code_challenge') ?? ''
      const back = new URL(searchParams.get('redirect_uri') ?? '')
      back.searchParams.set('code', 'code-1')
      back.searchParams.set('state', searchParams.get('state') ?? '')
      response.writeHead(302, { location: back.href }).end()
    },
    '/token': (_url, body, response, { headers }) => {
      const form = new URLSearchParams(body)
      state.credentials.push(headers.authorization)
      if (state.refusal) {
        const { status = 400, ...words } = state.refusal
        return json(response, words, status)
      }
      if (form.get('grant_type') === 'authorization_code' && !fits(form, challenge)) {
        return json(response, { error: 'invalid_grant' }, 400)
      }
      const token = `canary-token-${state.asked.length}`
      const scope = form.get('scope')
      state.good.add(token)
      return json(response, {
        access_token: token,
        token_type: 'Bearer',
        refresh_token: `canary-refresh-${state.asked.length}`,
        expires_in: 3600,
        ...(scope && { scope }),
      })
    },
  }
}

function fits(form: URLSearchParams, challenge: string): boolean {
  const verifier = form.get('code_verifier') ?? ''
  return createHash('sha256').update(verifier).digest('base64url') === challenge
}

function speakMcp(
  state: LoginServer,
  { headers, method }: IncomingMessage,
  body: string,
  response: ServerResponse,
) {
  const token = headers.authorization?.replace(/^Bearer /, '') ?? ''
  if (!state.good.has(token)) {
    const metadata = `${state.origin}/.well-known/oauth-protected-resource/mcp`
    response.writeHead(401, { 'www-authenticate': `Bearer resource_metadata="${metadata}"` }).end()
    return
  }
  if (method !== 'POST') {
    response.writeHead(405).end()
    return
  }
  const message: { id?: number; method: string; params?: { protocolVersion?: string } } = JSON.parse(body)
  if (message.id === undefined) {
    response.writeHead(202).end()
    return
  }
  const results: Readonly<Record<string, object>> = {
    initialize: {
      protocolVersion: message.params?.protocolVersion ?? '2025-06-18',
      capabilities: { tools: {} },
      serverInfo: { name: 'guarded', version: '1' },
    },
    'tools/list': { tools: [{ name: 'secret', inputSchema: { type: 'object' } }] },
    'tools/call': { content: [{ type: 'text', text: 'for your eyes' }] },
  }
  const result = results[message.method]
  const answer = result ? { result } : { error: { code: -32_601, message: 'unknown' } }
  json(response, { jsonrpc: '2.0', id: message.id, ...answer })
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
