import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import OpenAI from 'openai'
import type { AnsweredRequest, OpenApi } from '../../../core/ports/api-listener.ts'
import { silentLog } from '../../../core/testing/fake-log.ts'
import {
  createScriptedModel,
  type ScriptedModel,
  type ScriptedRound,
} from '../../../core/testing/scripted-model.ts'
import { openDoor, type DoorFixture } from '../../../methods/testing/door-fixture.ts'
import { startApiServer } from '../api-server.ts'
import type { HttpLimits } from '../http-servers.ts'

export const testToken = 'parley-a-token-for-tests'

/** What a program asks that says as little as it may. */
export const question: Pick<OpenAI.ChatCompletionCreateParams, 'model' | 'messages'> = {
  model: 'demo/demo',
  messages: [{ role: 'user', content: 'Hi' }],
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface ApiFixture {
  readonly api: OpenApi
  readonly door: DoorFixture
  readonly port: number
  /** A model that answers from now on, and knows what it was asked. */
  readonly script: (...rounds: readonly ScriptedRound[]) => ScriptedModel
  /** The same with nothing answered so far, and the model at hand. */
  readonly start: (...rounds: readonly ScriptedRound[]) => ApiFixture & { readonly model: ScriptedModel }
  /** What was answered, oldest first. */
  readonly answered: AnsweredRequest[]
  /** Resolves when so many requests were answered in all. */
  readonly untilAnswered: (count: number) => Promise<void>
  /** A client of OpenAI's own library, which tries nothing twice. */
  readonly client: OpenAI
  readonly ask: (path: string, options?: Asked) => Promise<Answer>
  /** Sends bytes as they are; gives all that comes back until the connection ends. */
  readonly sendRaw: (bytes: string, host?: string) => Promise<string>
  readonly close: () => Promise<void>
}

export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly host?: string
}

/** The API on a free port, over the real rooms, with a scripted model behind the provider `demo`. */
export async function openApiFixture(options: { readonly limits?: HttpLimits } = {}): Promise<ApiFixture> {
  let model = createScriptedModel([])
  const door = await openDoor({
    requests: [],
    stream: (...asked) => model.stream(...asked),
    complete: (...asked) => model.complete(...asked),
    embed: (...asked) => model.embed(...asked),
    listModels: (...asked) => model.listModels(...asked),
  })
  const answered: AnsweredRequest[] = []
  const waiting = new Set<() => void>()
  const api = await startApiServer({
    ...options,
    door: door.room.door,
    log: silentLog,
    now: () => Date.now(),
    port: 0,
    token: testToken,
    onAnswered(each) {
      answered.push(each)
      for (const wake of waiting) wake()
    },
  })
  const port = Number(new URL(api.address).port)
  const fixture: ApiFixture = {
    api,
    door,
    port,
    script: (...rounds) => (model = createScriptedModel(rounds)),
    start(...rounds) {
      answered.length = 0
      return { ...fixture, model: fixture.script(...rounds) }
    },
    answered,
    untilAnswered: (count) =>
      new Promise((resolve) => {
        const wake = () => {
          if (answered.length < count) return
          waiting.delete(wake)
          resolve()
        }
        waiting.add(wake)
        wake()
      }),
    client: new OpenAI({ baseURL: api.address, apiKey: testToken, maxRetries: 0 }),
    ask: (path, asked) => ask(port, path, asked),
    sendRaw: (bytes, host = '127.0.0.1') => sendRaw(port, host, bytes),
    async close() {
      await api.close(0)
      await door.room.close()
      await door.store.close()
    },
  }
  return fixture
}

async function ask(port: number, path: string, asked: Asked = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body, host = '127.0.0.1' } = asked
  const message = request({
    host,
    port,
    path,
    method,
    agent: false,
    headers: { authorization: `Bearer ${testToken}`, ...headers },
  })
  message.end(body)
  const [response]: IncomingMessage[] = await once(message, 'response')
  if (!response) throw new Error('no response')
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) }
}

async function sendRaw(port: number, host: string, bytes: string): Promise<string> {
  const socket = connect(port, host)
  socket.end(bytes, 'latin1')
  return text(socket)
}
