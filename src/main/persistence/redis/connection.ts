import { createClient, ClientOfflineError, type RedisClientOptions } from '@redis/client'
import { backoffDelay } from '../../base/backoff.ts'
import type { RedisAddress } from './address.ts'
import { isReadOnly, storageFailure, unreachable } from './redis-failure.ts'

/** One connection, which comes back by itself when it was lost. */
export interface Connection {
  /** Commands are sent in the order of the calls. Rejects with ParleyError, while there is no connection at once. */
  send(command: readonly string[]): Promise<unknown>
  /** Calls whenever the connection is there again after a loss, before anything else is sent over it. */
  onReturn(call: () => void): void
  /** Cuts off what is not answered yet. May be called twice. */
  destroy(): void
}

export interface ConnectionOptions {
  readonly address: RedisAddress
  readonly connectWithinMs: number
  /** How long an answer may take before the connection counts as dead. */
  readonly answerWithinMs: number
}

type Client = ReturnType<typeof createClient>

const backoff = { firstMs: 50, largestMs: 2000, jitter: 0 }
const pingEveryMs = 5000

/** Connects. Rejects with ParleyError when that does not succeed at the first attempt. */
export async function connect(options: ConnectionOptions): Promise<Connection> {
  const { address, connectWithinMs, answerWithinMs } = options
  const { host } = address
  let client: Client
  let lost: unknown
  let isOpened = false
  let isEnded = false
  const returns: (() => void)[] = []

  // A connection that hangs cannot be told to begin anew, so the whole client is replaced.
  const renew = (hung: Client) => {
    if (hung !== client || isEnded) return
    client = begin()
    client.connect().catch((error: unknown) => (lost = error))
    hung.destroy()
  }
  const begin = (): Client => {
    const made = createClient(clientOptions(options, () => isOpened))
    made.on('error', (error: unknown) => {
      if (made === client) lost = error
    })
    made.on('ready', () => {
      for (const call of returns) call()
    })
    return made
  }
  const connection: Connection = {
    async send(command) {
      const asked = client
      try {
        const answer = asked.sendCommand(command)
        return await within(
          answer,
          answerWithinMs,
          () => unreachable(host, 'it does not answer'),
          () => renew(asked),
        )
      } catch (error) {
        if (isReadOnly(error)) renew(asked)
        throw storageFailure(error instanceof ClientOfflineError ? (lost ?? error) : error, host)
      }
    },
    onReturn: (call) => void returns.push(call),
    destroy() {
      if (!isEnded) client.destroy()
      isEnded = true
    },
  }
  client = begin()
  try {
    await within(client.connect(), connectWithinMs, () => unreachable(host, 'it does not answer'))
  } catch (error) {
    connection.destroy()
    throw storageFailure(error, host)
  }
  isOpened = true
  return connection
}

function clientOptions(options: ConnectionOptions, isOpened: () => boolean): RedisClientOptions {
  const { address, connectWithinMs, answerWithinMs } = options
  const { socket, username, password, database } = address
  const reconnectStrategy = (retries: number, cause: Error) =>
    isOpened() ? backoffDelay(backoff, retries + 1, Math.random) : cause
  const limits = {
    connectTimeout: connectWithinMs,
    socketTimeout: pingEveryMs + answerWithinMs,
    reconnectStrategy,
  }
  const { host, port } = socket
  return {
    socket: socket.tls ? { host, port, tls: true, ...limits } : { host, port, ...limits },
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    database,
    name: 'parley',
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    pingInterval: pingEveryMs,
  }
}

/** The answer, or the failure when it takes too long; `late` is then called as well. */
async function within<Answer>(
  answer: Promise<Answer>,
  ms: number,
  failure: () => Error,
  late: () => void = () => undefined,
): Promise<Answer> {
  const limit = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    limit.reject(failure())
    late()
  }, ms)
  try {
    return await Promise.race([answer, limit.promise])
  } finally {
    clearTimeout(timer)
  }
}
