import type { FoundPassages } from '../../../../contract/found-passages.ts'
import { englishText } from '../../../../contract/language/text.ts'
import { isMedia, type Message } from '../../../../contract/message.ts'
import type { SessionId } from '../../../../contract/id.ts'
import type { ToolCall } from '../../../../contract/tool.ts'
import type { ToolServices } from '../../../../contract/tool-settings.ts'
import { untilAborted } from '../../../base/abort.ts'
import { failureFrom } from '../../errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { EmbeddingAnswer, EmbeddingRequest } from '../../ports/model-client.ts'
import type { ToolCallOptions } from '../../ports/tool-source.ts'
import type { RunMoneyFactory } from '../../money/run-money.ts'
import type { Attachments } from '../attachments.ts'
import { textHashOf } from '../text-of-file.ts'
import { createCutFiles, type CutFile, type SearchedFile } from './cut-files.ts'
import { createPassageVectors, type Embedder, type PassageVectors } from './passage-vectors.ts'
import { questionOf, refused, withoutFiles } from './search-tool.ts'
import { nearness, vectorsFrom } from './vectors.ts'
import { rankByWords, type Ranked } from './word-ranking.ts'

/** Looks for passages in the files that are attached to chats. */
export interface AttachmentSearch {
  /** For the files on one path of a chat. */
  forRun(sessionId: SessionId, path: readonly Message[]): RunAttachmentSearch
}

export interface RunAttachmentSearch {
  /** True when there is a file with text on the path. */
  readonly isAny: boolean
  /** Answers a call of `search_attachments`. Throws `tool-arguments-invalid`, `tool-failed`, and what reading a file throws. */
  search(call: ToolCall, options: Pick<ToolCallOptions, 'signal' | 'onProgress'>): Promise<string>
}

export interface AttachmentSearchNeeds {
  readonly attachments: Pick<Attachments, 'content' | 'made' | 'keepMade' | 'tools'>
  /** The model that is asked for vectors; without one, words are looked for. */
  readonly chosen: () => ToolServices['embeddings']
  readonly embed: (
    providerId: string,
    request: EmbeddingRequest,
    signal: AbortSignal,
  ) => Promise<EmbeddingAnswer>
  readonly moneyFor: RunMoneyFactory
  readonly clock: Clock
  readonly log: Log
}

/** How long vectors are waited for before words have to do, in milliseconds: less than a tool has. */
const vectorsWithinMs = 25_000

export function createAttachmentSearch(needs: AttachmentSearchNeeds): AttachmentSearch {
  const cutFiles = createCutFiles(needs.attachments)
  const vectors = createPassageVectors(needs.attachments)
  return {
    forRun(sessionId, path) {
      const files = filesOn(path)
      return {
        isAny: files.length > 0,
        async search(call, options) {
          const { query, files: names, limit } = questionOf(call)
          if (files.length === 0) throw withoutFiles()
          const { cut, notes } = await cutFiles.read(chosenFrom(files, names), options.signal)
          const asked = { query, cut, sessionId, ...options }
          const meaning = await byMeaning(asked, vectors, needs)
          const ranked = meaning.ranked ?? (await byWords(asked, needs))
          return answerOf(asked, ranked.slice(0, limit), { ...meaning, notes: [...notes, ...meaning.notes] })
        },
      }
    },
  }
}

/** The files with text that the user attached, each once, the newest first. */
function filesOn(path: readonly Message[]): readonly SearchedFile[] {
  const files = new Map<string, SearchedFile>()
  for (const { role, parts } of path.toReversed()) {
    for (const part of role === 'user' ? parts : []) {
      const hash = isMedia(part) ? textHashOf(part) : undefined
      if (!isMedia(part) || !hash) continue
      const name = part.name ?? ''
      files.set(`${hash} ${name}`, { name, hash, mediaType: part.mediaType })
    }
  }
  return [...files.values()]
}

function chosenFrom(files: readonly SearchedFile[], names: readonly string[] | undefined) {
  if (!names) return files
  const unknown = names.find((name) => files.every((file) => file.name !== name))
  if (unknown === undefined) return files.filter(({ name }) => names.includes(name))
  const all = [...new Set(files.map(({ name }) => `"${name}"`))].join(', ')
  throw refused(`there is no file "${unknown}" with text in this chat; there is ${all}`)
}

interface Asked extends Pick<ToolCallOptions, 'signal' | 'onProgress'> {
  readonly query: string
  readonly cut: readonly CutFile[]
  readonly sessionId: SessionId
}

function byWords({ cut, query, signal }: Asked, { clock }: AttachmentSearchNeeds) {
  const pause = () => {
    signal.throwIfAborted()
    return new Promise<void>((resolve) => void clock.after(0, resolve))
  }
  const texts = cut.flatMap(({ passages }) => passages.map(({ text }) => text))
  return rankByWords(texts, query, pause)
}

/** What came of asking for vectors. `ranked` is absent where words have to do, and a note says why. */
interface ByMeaning {
  readonly ranked?: readonly Ranked[]
  readonly model?: string
  readonly tokens?: number
  readonly notes: readonly string[]
}

async function byMeaning(
  asked: Asked,
  vectors: PassageVectors,
  needs: AttachmentSearchNeeds,
): Promise<ByMeaning> {
  const { chosen, clock, log } = needs
  const choice = chosen()
  if (!choice) return { notes: [] }
  const { signal, cut } = asked
  const limit = new AbortController()
  const forget = clock.after(vectorsWithinMs, () => limit.abort())
  const within = AbortSignal.any([signal, limit.signal])
  const spent = { tokens: 0, passages: 0 }
  try {
    const embedder = embedderOf(choice, asked, needs, spent)
    const ranked = await nearestOf(asked, embedder, within, vectors, spent)
    return { ranked, model: choice.model, notes: [], ...(spent.tokens > 0 && { tokens: spent.tokens }) }
  } catch (error) {
    signal.throwIfAborted()
    const all = cut.reduce((sum, { passages }) => sum + passages.length, 0)
    const { code, message } = failureFrom(error)
    if (!limit.signal.aborted) log.warn('embeddings-failed', { code })
    const note = limit.signal.aborted
      ? englishText('history.search-unfinished', { done: spent.passages, all })
      : englishText('history.search-failed', { model: choice.model, reason: message })
    return { notes: [note], ...(spent.tokens > 0 && { tokens: spent.tokens }) }
  } finally {
    forget()
  }
}

async function nearestOf(
  { query, cut, onProgress }: Asked,
  embedder: Embedder,
  signal: AbortSignal,
  vectors: PassageVectors,
  spent: { passages: number },
): Promise<readonly Ranked[]> {
  const [asked = new Float32Array()] = vectorsFrom(await embedder.embed([query], signal))
  const ranked: Ranked[] = []
  let before = 0
  const all = cut.reduce((sum, { passages }) => sum + passages.length, 0)
  for (const file of cut) {
    const first = before
    await vectors.read(file, embedder, signal, (stretch, from) => {
      for (const [at, vector] of stretch.entries()) {
        ranked.push({ index: first + from + at, score: nearness(asked, vector) })
      }
      spent.passages += stretch.length
      if (spent.passages < all)
        onProgress(englishText('history.search-progress', { done: spent.passages, all }))
    })
    before += file.passages.length
  }
  return ranked.toSorted((one, other) => other.score - one.score)
}

function embedderOf(
  choice: NonNullable<ToolServices['embeddings']>,
  { sessionId }: Asked,
  { embed, moneyFor }: AttachmentSearchNeeds,
  spent: { tokens: number },
): Embedder {
  const { providerId, model } = choice
  const money = moneyFor(choice, sessionId)
  return {
    key: `${providerId} ${model}`,
    async embed(texts, signal) {
      const { vectors, usage } = await untilAborted(embed(providerId, { model, texts }, signal), signal)
      if (usage) {
        spent.tokens += usage.inputTokens
        await money.charge(usage)
      }
      return vectors
    },
  }
}

/** For the model, and for the card of the call. */
function answerOf({ cut }: Asked, ranked: readonly Ranked[], { model, tokens, notes }: ByMeaning): string {
  const all = cut.flatMap(({ name, passages }) => passages.map((passage) => ({ name, ...passage })))
  const hits = ranked.flatMap(({ index, score }) => {
    const hit = all[index]
    return hit ? [{ file: hit.name, ...hit.place, score: Number(score.toFixed(3)), text: hit.text }] : []
  })
  const found: FoundPassages = {
    searched: model === undefined ? 'words' : 'meaning',
    ...(model !== undefined && { model }),
    ...(tokens !== undefined && { tokens }),
    ...(notes.length > 0 && { note: notes.join(' ') }),
    files: [...new Set(cut.map(({ name }) => name))],
    hits,
    ...(hits.length === 0 && { advice: englishText('history.search-nothing') }),
  }
  return JSON.stringify(found)
}
