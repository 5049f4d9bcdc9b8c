import { englishText } from '../../../contract/language/text.ts'
import { isMedia, type MediaPart, type Part } from '../../../contract/message.ts'
import type { RunOptions } from '../../../contract/run.ts'
import { failureFrom, failureOf } from '../errors.ts'
import type { Log } from '../ports/log.ts'
import type { ModelAnswer, ModelClient, ModelFailure, ModelRequest } from '../ports/model-client.ts'
import type { Attachments } from './attachments.ts'
import { searchAttachments } from './search/search-tool.ts'
import { textHashOf } from './text-of-file.ts'

interface Around {
  readonly attachments: Attachments
  readonly options: RunOptions
  /** Bytes of a file's text that the model is told at most. */
  readonly mostTold: number
  readonly log: Log
}

/** What else belongs to one request. */
interface Asking extends Around {
  /** Whether the model can look for the rest of a file. */
  readonly searches: boolean
}

type Turn = ModelRequest['messages'][number]

/**
 * The same client for conversations that name their pictures and files by hash: each goes with its bytes where the model
 * takes them, else as its text; what the model makes is kept by hash as well. What is gone is said to the model in its
 * place, but fails the request where it belongs to the question itself.
 */
export function fillClient(client: ModelClient, around: Around): ModelClient {
  const filled = (request: ModelRequest) => fill(request, client, around)
  const ended = (outcome: ModelAnswer | ModelFailure, request: ModelRequest) =>
    outcome.type === 'finished' ? kept(outcome, around) : named(outcome, request, around)
  return {
    async *stream(request, call) {
      const whole = await filled(request).catch(failed)
      if ('failure' in whole) {
        yield whole
        return
      }
      for await (const event of client.stream(whole, call)) {
        yield event.type === 'finished' || event.type === 'failed' ? await ended(event, request) : event
      }
    },
    async complete(request, call) {
      const whole = await filled(request).catch(failed)
      return 'failure' in whole ? whole : ended(await client.complete(whole, call), request)
    },
    embed: (request, options) => client.embed(request, options),
    listModels: (options) => client.listModels(options),
  }
}

function failed(error: unknown): ModelFailure {
  return { type: 'failed', failure: failureFrom(error) }
}

async function fill(request: ModelRequest, client: ModelClient, around: Around): Promise<ModelRequest> {
  if (!request.messages.some(({ parts }) => parts.some(isMedia))) return request
  const asked = request.messages.findLastIndex(({ role }) => role === 'user')
  const searches = request.tools.some(({ name }) => name === searchAttachments.name)
  const messages: Turn[] = []
  for (const [index, turn] of request.messages.entries()) {
    messages.push(await fillTurn(turn, client, { ...around, searches }, index === asked))
  }
  return { ...request, messages }
}

async function fillTurn(turn: Turn, client: ModelClient, around: Asking, isAsked: boolean): Promise<Turn> {
  if (!turn.parts.some(isMedia)) return turn
  const parts: Part[] = []
  for (const [index, part] of turn.parts.entries()) {
    // Of what models made only that goes back which belongs to an item of the provider's.
    const goesBack = turn.role !== 'assistant' || turn.parts[index - 1]?.type === 'provider-item'
    if (isMedia(part) && part.hash && goesBack) parts.push(await fillPart(part, client, around, isAsked))
    else parts.push(part)
  }
  return { ...turn, parts }
}

async function fillPart(
  part: MediaPart,
  client: ModelClient,
  around: Asking,
  isAsked: boolean,
): Promise<Part> {
  try {
    return takes(client, part)
      ? { ...part, data: around.attachments.tools.toBase64(await contentOf(part, around)) }
      : { type: 'text', text: await wordsOf(part, around) }
  } catch (error) {
    const { code } = failureFrom(error)
    if (isAsked || (code !== 'attachment-missing' && code !== 'attachment-damaged')) throw error
    around.log.warn('attachment-left-out', { code })
    return { type: 'text', text: englishText('history.file-gone', { name: nameOf(part) }) }
  }
}

function takes(client: ModelClient, part: MediaPart): boolean {
  return client.takes ? client.takes(part) : part.type === 'image'
}

function contentOf(part: MediaPart, { attachments }: Around, hash = part.hash): Promise<Uint8Array> {
  if (hash) return attachments.content(hash, nameOf(part))
  return Promise.resolve(attachments.tools.fromBase64(part.data ?? ''))
}

function nameOf({ name }: MediaPart): string {
  return name ?? englishText('export.image')
}

async function wordsOf(part: MediaPart, around: Asking): Promise<string> {
  const name = nameOf(part)
  const hash = textHashOf(part)
  if (!hash) return englishText('history.file-without-text', { name })
  const content = told(await contentOf(part, around, hash), around)
  return englishText('history.file', { name, content })
}

/** The text of a file, of a giant one the beginning: the rest is not even looked at. */
function told(content: Uint8Array, { attachments, mostTold, searches }: Asking): string {
  const text = attachments.tools.toText(content.subarray(0, mostTold + 4))
  if (content.byteLength <= mostTold) return text
  const size = (Math.max(content.byteLength - mostTold, 100_000) / 1e6).toFixed(1)
  const left = englishText(searches ? 'history.file-searchable' : 'history.file-shortened', { size })
  return `${text.slice(0, mostTold).toWellFormed()}\n${left}`
}

async function kept(answer: ModelAnswer, { attachments }: Around): Promise<ModelAnswer | ModelFailure> {
  if (!answer.parts.some((part) => isMedia(part) && part.data)) return answer
  try {
    const parts: Part[] = []
    for (const part of answer.parts) {
      parts.push(isMedia(part) && part.data ? await attachments.keep({ ...part, data: part.data }) : part)
    }
    return { ...answer, parts }
  } catch (error) {
    // No base64, or a place that is full: the answer keeps what it has.
    if (failureFrom(error).code === 'input-invalid') return answer
    return failed(error)
  }
}

const imageWords = /\b(?:images?|image_url|vision|multi-?modal|modalit(?:y|ies))\b/i
const refusalWords =
  /not (?:support|accept|allow|available)|n't (?:support|accept)|no endpoints|unsupported|only supported by|text[- ]only|only text|unknown variant/i
/** What is wrong with this picture, and not with every one. */
const defectWords =
  /exceed|too (?:large|big|many)|maximum|\b[mk]b\b|pixels|dimension|corrupt|decode|could not process|format|media.?type/i
const refusals = new Set(['request-refused', 'model-unknown', 'not-an-endpoint', 'provider-broken'])

function takesNone(words: string): boolean {
  return imageWords.test(words) && refusalWords.test(words) && !defectWords.test(words)
}

/** A provider says in its own way that a model takes no pictures. */
function named(outcome: ModelFailure, request: ModelRequest, { options }: Around): ModelFailure {
  const { code, params, providerMessage = '' } = outcome.failure
  const hasImages = request.messages.some(
    ({ role, parts }) => role === 'user' && parts.some(({ type }) => type === 'image'),
  )
  if (!hasImages || !refusals.has(code) || !takesNone(providerMessage)) return outcome
  const said = { provider: params?.['provider'] ?? options.providerId, model: options.model }
  return { ...outcome, failure: failureOf('images-refused', { params: said, providerMessage }) }
}
