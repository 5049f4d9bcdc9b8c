import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Exchange } from './exchange.ts'

/** What one route does: its answer as JSON, or the reply itself where it wrote to that. Throws ApiError. */
export type Work = (request: FastifyRequest, reply: FastifyReply, exchange: Exchange) => Promise<unknown>

/** A method and a path of a dialect. */
export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly work: Work
}
