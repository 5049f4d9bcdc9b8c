import { page } from 'vitest/browser'
import { render, type RenderResult } from 'vitest-browser-react'
import { callIdSchema, messageIdSchema, type RunId } from '../../../contract/id.ts'
import { englishText } from '../../../contract/language/text.ts'
import type { BuildFacts } from '../../../contract/software.ts'
import type { Message, Part } from '../../../contract/message.ts'
import type { RunEventBody } from '../../../contract/run-event.ts'
import '../../styles/index.css'
import { createHighlighter, spawnHighlightWorker } from '../../markdown/index.ts'
import { createAppState, type AppState } from '../../state/app-state.ts'
import { fixedLanguage, type WindowLanguage } from '../../state/language.ts'
import { createFakeTransport, type FakeTransport } from '../../transport/fake/fake-transport.ts'
import type { FakeWorldOptions } from '../../transport/fake/fake-world.ts'
import { App } from '../app.tsx'

export interface RenderedApp {
  readonly app: AppState
  readonly core: FakeTransport
  readonly screen: RenderResult
  /** What was put on the clipboard. */
  readonly copied: readonly string[]
  /** What was saved as a file. */
  readonly saved: readonly { readonly name: string; readonly content: Blob }[]
}

export interface AppOptions extends FakeWorldOptions {
  readonly language?: WindowLanguage
  readonly buildFacts?: BuildFacts
  /** What another program put on the clipboard. */
  readonly clipboard?: () => Promise<string>
}

/** The whole window over a core in memory, 1280 × 800 unless told. */
export async function renderApp(
  options: AppOptions = {},
  size: readonly [width: number, height: number] = [1280, 800],
): Promise<RenderedApp> {
  await page.viewport(...size)
  const core = createFakeTransport(options)
  const copied: string[] = []
  const saved: { name: string; content: Blob }[] = []
  const app = createAppState({
    transport: core,
    storage: storageInMemory(),
    now: () => core.world.now,
    buildFacts: async () => options.buildFacts ?? { packages: [] },
    openPage: () => {},
    saveFile: (name, content) => void saved.push({ name, content }),
    copy: async (text) => void copied.push(text),
    readClipboard: options.clipboard ?? (async () => copied.at(-1) ?? ''),
    schedule: (work) => queueMicrotask(work),
    delay: (work, ms) => {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
    onLeave: () => undefined,
    language: options.language ?? fixedLanguage(englishText, 'en'),
    mac: false,
  })
  const window = <App app={app} highlighter={createHighlighter(spawnHighlightWorker)} />
  await loadFonts()
  const screen = await render(window, { container: freshRoot() })
  return { app, core, screen, copied, saved }
}

/** A letter that gets another width later would move lines under a test that measures them. */
async function loadFonts(): Promise<void> {
  const families = ['Inter Variable', 'JetBrains Mono Variable']
  await Promise.all(families.map((family) => document.fonts.load(`16px "${family}"`)))
}

/** The element of the real page: without its height nothing would scroll. */
function freshRoot(): HTMLElement {
  document.querySelector('#root')?.remove()
  const root = document.createElement('div')
  root.id = 'root'
  document.body.append(root)
  return root
}

export function storageInMemory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const values = new Map<string, string>()
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  }
}

/** An assistant's message of the run that was started last. */
export function answerOf(
  core: FakeTransport,
  id: string,
  parts: readonly Part[],
  change: Partial<Message> = {},
): Message {
  const run = core.runs.latest()
  return {
    id: messageIdSchema.parse(id),
    sessionId: run.sessionId,
    parentId: run.userMessageId,
    role: 'assistant',
    parts,
    runId: run.id,
    provider: run.options.providerId,
    model: run.options.model,
    createdAt: core.world.now,
    ...change,
  }
}

/** Feeds the run that was started last. */
export function emit(core: FakeTransport, ...bodies: readonly RunEventBody[]): RunId {
  const { id } = core.runs.latest()
  core.runs.emit(id, ...bodies)
  return id
}

/** Lets the model of the last run write. The first words of a message make it. */
export function write(core: FakeTransport, id: string, text: string): void {
  const known = core.world.transcripts
    .get(core.runs.latest().sessionId)
    ?.messages.some((each) => each.id === id)
  if (!known) emit(core, { type: 'message-created', message: answerOf(core, id, []) })
  emit(core, { type: 'text-delta', messageId: messageIdSchema.parse(id), text })
}

/** Ends the last run as one that went well. */
export function finish(core: FakeTransport): void {
  emit(core, { type: 'run-ended', status: 'completed', usage: { inputTokens: 12, outputTokens: 30 } })
}

type ToolWish = Pick<
  Extract<RunEventBody, { type: 'tool-call-requested' }>,
  'effect' | 'approval' | 'askReason' | 'server' | 'decision'
>

/** The model of the last run asks for tools, each `[call id, name, arguments]`. */
export function askForTools(
  core: FakeTransport,
  messageId: string,
  calls: readonly (readonly [id: string, name: string, input: object])[],
  wish: ToolWish = { effect: 'read', approval: 'not-needed' },
): void {
  const asked = calls.map(([id, name, input]) => ({
    id: callIdSchema.parse(id),
    name,
    arguments: JSON.stringify(input),
  }))
  const parts = asked.map((call) => ({ type: 'tool-call', ...call }) as const)
  const message = answerOf(core, messageId, parts, { finishReason: 'tool-calls' })
  emit(core, { type: 'message-completed', message })
  for (const call of asked) {
    const { id } = message
    emit(core, {
      type: 'tool-call-requested',
      messageId: id,
      round: 1,
      call,
      ...wish,
    })
  }
  if (wish.approval !== 'asked') return
  const requiredAction = { type: 'approve-calls', calls: asked } as const
  emit(core, { type: 'run-status-changed', status: 'requires_action', requiredAction })
}
