import type { IncomingMessage, ServerResponse } from 'node:http'
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { failureFrom } from '../../core/errors.ts'
import type { ListenOptions, OpenApi } from '../../core/ports/api-listener.ts'
import type { Log } from '../../core/ports/log.ts'
import type { Door } from '../../methods/door.ts'
import { openAiRoutes } from '../openai-chat/routes.ts'
import { ApiError, apiErrorOf, bodyOf, headersOf } from './api-error.ts'
import { openExchange, statusLeft, type Exchange } from './exchange.ts'
import { refusalOf } from './guard.ts'
import { openServers, type HttpLimits } from './http-servers.ts'
import type { Route } from './route.ts'
import { isDeeperThan } from './depth.ts'

export interface ApiServerOptions extends ListenOptions {
  readonly door: Door
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly limits?: HttpLimits
}

/** Room for several pictures. */
const mostBodyBytes = 40_000_000
const mostDepth = 200
const usualLimits: HttpLimits = { headMs: 10_000, requestMs: 120_000, checkEveryMs: 5_000 }

// A page that got hold of an answer all the same may neither show nor keep it.
const alwaysSent = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  vary: 'Origin',
}

/** Answers programs of this computer in the words of OpenAI's API. Throws ParleyError `api-port-taken`. */
export async function startApiServer(options: ApiServerOptions): Promise<OpenApi> {
  const { door, log, now, onAnswered } = options
  const exchanges = new Map<IncomingMessage, Exchange>()
  const app = await createRouter(exchanges, log)
  const leaving = new Set<() => void>()
  // Whoever is quick asks the first address before the second one listens.
  let { port, token } = options
  let isClosing = false

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const at = now()
    const exchange = openExchange(door, response, at)
    exchanges.set(request, exchange)
    response.once('close', () => {
      exchanges.delete(request)
      onAnswered(answeredOf(request, response, exchange, now() - at))
      for (const left of leaving) left()
    })
    for (const [name, value] of Object.entries(alwaysSent)) response.setHeader(name, value)
    const refusal = isClosing ? stopped() : refusalOf(request, { port, token })
    if (refusal) refuse(response, refusal)
    else app.routing(request, response)
  }
  const opened = await openServers(port, options.limits ?? usualLimits, answer)
  port = opened.port
  const { servers } = opened
  const endAll = (reason: ApiError) => {
    for (const exchange of exchanges.values()) exchange.end(reason)
  }
  const untilEmpty = (ms: number) =>
    new Promise<void>((resolve) => {
      if (exchanges.size === 0) return resolve()
      const limit = setTimeout(resolve, ms)
      leaving.add(() => {
        if (exchanges.size > 0) return
        clearTimeout(limit)
        resolve()
      })
      return undefined
    })
  return {
    address: `http://127.0.0.1:${port}/v1`,
    changeToken(next) {
      token = next
      endAll(new ApiError(401, 'The token was replaced by another one.', { code: 'invalid_api_key' }))
    },
    async close(graceMs) {
      isClosing = true
      const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)))
      await untilEmpty(graceMs)
      endAll(stopped())
      await untilEmpty(farewellMs)
      for (const server of servers) server.closeAllConnections()
      await Promise.all([...closed, app.close()])
    },
  }
}

/** How long the last words of an answer may take to be read, in milliseconds. */
const farewellMs = 200

function stopped(): ApiError {
  return new ApiError(503, 'Parley ends, or its API was switched off.', { code: 'api_stopped' })
}

function answeredOf(
  { url = '' }: IncomingMessage,
  { statusCode, writableFinished }: ServerResponse,
  { at, model, usage, failedWith }: Exchange,
  durationMs: number,
) {
  const [path = ''] = url.split('?', 1)
  return {
    at,
    durationMs,
    path: path.slice(0, 100),
    status: failedWith ?? (writableFinished ? statusCode : statusLeft),
    ...(model !== undefined && { model: model.slice(0, 200) }),
    ...(usage && { usage }),
  }
}

// What was not let in has said nothing worth reading on.
function refuse(response: ServerResponse, refusal: ApiError): void {
  response.writeHead(refusal.status, {
    'content-type': 'application/json; charset=utf-8',
    connection: 'close',
    ...headersOf(refusal),
  })
  response.end(JSON.stringify(bodyOf(refusal)))
}

async function createRouter(
  exchanges: ReadonlyMap<IncomingMessage, Exchange>,
  log: Log,
): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: mostBodyBytes,
    exposeHeadRoutes: false,
    frameworkErrors: (_, __, reply) => void send(reply, noSuchPath()),
  })
  app.removeContentTypeParser('text/plain')
  app.setErrorHandler((error, request, reply) => {
    const told = errorOf(error, log)
    if (exchanges.get(request.raw)?.signal.aborted && told.status === statusLeft) return reply.raw.destroy()
    return send(reply, told)
  })
  // Before the body, which may be anything.
  app.addHook('onRequest', async (request) => {
    if (request.is404) throw noSuchPath()
  })
  for (const route of openAiRoutes) addRoute(app, route, exchanges)
  await app.ready()
  return app
}

function addRoute(
  app: FastifyInstance,
  { method, path, work }: Route,
  exchanges: ReadonlyMap<IncomingMessage, Exchange>,
): void {
  app.route({
    method,
    url: path,
    async handler(request, reply) {
      const exchange = exchanges.get(request.raw)
      if (!exchange) throw new ApiError(statusLeft, 'The program has left.')
      if (isDeeperThan(request.body, mostDepth)) throw new ApiError(400, 'The body is nested too deeply.')
      return work(request, reply, exchange)
    },
  })
  const others = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter(
    (each) => each !== method,
  )
  app.route({
    method: others,
    url: path,
    // Before the body, which nobody wants.
    async onRequest(_, reply) {
      reply.header('allow', method)
      throw new ApiError(405, `Only ${method} is answered here.`)
    },
    handler: () => undefined,
  })
}

function noSuchPath(): ApiError {
  return new ApiError(404, 'There is no such path here.', { code: 'unknown_url' })
}

function send(reply: FastifyReply, error: ApiError): FastifyReply {
  return reply.code(error.status).headers(headersOf(error)).send(bodyOf(error))
}

/** What went wrong in the words of the API. What nobody foresaw goes to the log, and no word of it out. */
function errorOf(error: unknown, log: Log): ApiError {
  if (error instanceof ApiError) return error
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  if (status === 413) return new ApiError(413, `The body is larger than ${mostBodyBytes / 1e6} MB.`)
  if (status === 415) return new ApiError(415, 'The content type must be application/json.')
  if (status >= 400 && status < 500) return new ApiError(400, 'The body is no JSON that can be read.')
  const failure = failureFrom(error)
  log.error('api-failed', { code: failure.code, reason: error instanceof Error ? error.stack : undefined })
  return failure.code === 'internal' ? new ApiError(500, 'Parley failed.') : apiErrorOf(failure)
}
