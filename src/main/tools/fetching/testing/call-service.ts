import type { RequestListener } from 'node:http'
import { callOf } from '../../../core/testing/tool-call.ts'
import type { Tool } from '../../define-tool.ts'
import { createToolRegistry } from '../../tool-registry.ts'
import type { GuardedFetch } from '../guarded-fetch.ts'
import { startWeb, type TestWeb } from './web-fixture.ts'

/** What a test saw: the requests that went out, and what the model would read or why it failed. */
export interface ServiceCall {
  readonly requests: TestWeb['requests']
  /** Where connections were asked for. */
  readonly dialled: readonly string[]
  readonly result: unknown
  readonly error: string | undefined
}

/** Calls a tool while every service of the web answers as the listener does; what is asked for over TLS comes without. */
export async function callService(
  makeTool: (fetch: GuardedFetch) => Tool,
  input: object,
  answer: RequestListener,
): Promise<ServiceCall> {
  const web = await startWeb(answer)
  const fetch: GuardedFetch = (request, signal) =>
    web.fetchWith()({ ...request, url: request.url.replace(/^https:/, 'http:') }, signal)
  const tool = makeTool(fetch)
  const source = createToolRegistry([tool])
  const options = { signal: new AbortController().signal, onProgress: () => undefined }
  try {
    const text = await source.call(callOf(tool.definition.name, JSON.stringify(input)), options)
    const result: unknown = JSON.parse(text)
    return { requests: web.requests, dialled: web.dialled, result, error: undefined }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { requests: web.requests, dialled: web.dialled, result: undefined, error: reason }
  } finally {
    await web.close()
  }
}
