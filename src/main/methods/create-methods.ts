import type { SessionId } from '../../contract/id.ts'
import { failureFrom } from '../core/errors.ts'
import { createArchiveRoom } from '../core/archive/archive-room.ts'
import type { OfferedModels } from '../core/completion/offered-models.ts'
import type { LocalApi } from '../core/local-api/local-api.ts'
import type { RunDependencies } from '../core/run/start-run.ts'
import type { McpRoom } from '../core/mcp/mcp-room.ts'
import type { LeftRun } from '../core/run/left-run.ts'
import { startCleanUp } from '../core/session/clean-up.ts'
import { startBackups } from '../core/storage/backup-schedule.ts'
import type { Agents } from '../core/library/agents.ts'
import type { Prompts } from '../core/library/prompts.ts'
import type { Money } from '../core/money/money.ts'
import type { ToolRoom } from '../core/tools/tool-room.ts'
import type { TokenCounter } from '../core/ports/token-counter.ts'
import type { FileTools } from '../core/ports/file-tools.ts'
import type { OwnTools } from '../core/ports/own-tools.ts'
import type { DraftStore } from '../core/ports/draft-store.ts'
import type { StorageRoom } from '../core/storage/storage-room.ts'
import { appHandlers, type AppDependencies } from './app-handlers.ts'
import { attachmentHandlers } from './attachment-handlers.ts'
import { archiveHandlers } from './archive-handlers.ts'
import { approvalHandlers } from './approval-handlers.ts'
import { createAudience, type Audience } from './audience.ts'
import { compactionHandlers } from './compaction-handlers.ts'
import { completionHandlers } from './completion-handlers.ts'
import { contextHandlers } from './context-handlers.ts'
import { embeddingHandlers } from './embedding-handlers.ts'
import { createDoor, type Door } from './door.ts'
import { draftHandlers } from './draft-handlers.ts'
import { goOnWith, outputHandlers, recoverAll } from './output-handlers.ts'
import { libraryHandlers, watchLibrary } from './library-handlers.ts'
import { localApiHandlers } from './local-api-handlers.ts'
import { ownToolHandlers } from './own-tool-handlers.ts'
import { folderHandlers } from './folder-handlers.ts'
import { runHandlers } from './run-handlers.ts'
import { createRunHub, type RunHub } from './run-hub.ts'
import { mcpHandlers } from './mcp-handlers.ts'
import { moneyHandlers } from './money-handlers.ts'
import { sessionHandlers, summaryOf } from './session-handlers.ts'
import { storageHandlers } from './storage-handlers.ts'
import { toolHandlers } from './tool-handlers.ts'
import { settingsHandlers, type SettingsDependencies } from './settings-handlers.ts'

export interface MethodsRoom {
  readonly door: Door
  /** Resolves when the runs go on that an earlier start left waiting. */
  readonly resumed: Promise<unknown>
  /** True while any run goes on. */
  isAnswering(): boolean
  /** Calls the listener each time that the last run has ended and is stored. */
  onIdle(listener: () => void): void
  /** Ends every run as interrupted. */
  close(): Promise<void>
}

interface Rooms extends AppDependencies, SettingsDependencies {
  readonly storage: StorageRoom
  readonly drafts: DraftStore
  readonly mcp: McpRoom
  readonly files: FileTools
  readonly chooseFolder?: (() => Promise<string | undefined>) | undefined
  readonly readClipboard?: (() => Promise<string>) | undefined
  readonly own: OwnTools
  readonly toolRoom: ToolRoom
  readonly agents: Agents
  readonly prompts: Prompts
  readonly money: Money
  readonly counter: TokenCounter
  readonly offered: OfferedModels
  readonly localApi: LocalApi
  /** Runs that an earlier start left waiting for outputs. */
  readonly left: readonly LeftRun[]
}

/** Puts the handlers of all methods behind one door. */
export function createMethods(runs: RunDependencies, rooms: Rooms): MethodsRoom {
  const { sessions, clock, log, attachments } = runs
  const audience = createAudience()
  const idleListeners = new Set<() => void>()
  const hub = createRunHub({
    clock,
    onChange(sessionId) {
      if (!hub.anyRunning()) for (const listener of idleListeners) listener()
      news.changed(sessionId)
    },
  })
  const news = newsOf(runs, rooms, hub, audience)
  const running = runHandlers(runs, hub, audience)
  const handlers = {
    ...sessionHandlers(sessions, hub, audience, news.purged),
    ...running,
    ...approvalHandlers(runs.approvals, rooms.book, hub, running['runs.get']),
    ...compactionHandlers(runs, hub, audience),
    ...embeddingHandlers({ ...runs, ...rooms }),
    ...completionHandlers({ ...runs, ...rooms }),
    ...localApiHandlers(rooms.localApi),
    ...appHandlers(rooms, audience),
    ...settingsHandlers(rooms, audience),
    ...draftHandlers(rooms.drafts),
    ...attachmentHandlers(attachments),
    ...mcpHandlers(rooms.mcp),
    ...folderHandlers(rooms.book, rooms.files, rooms.chooseFolder),
    ...ownToolHandlers(rooms.book, rooms.own),
    ...toolHandlers(rooms.toolRoom),
    ...libraryHandlers(rooms.agents, rooms.prompts, rooms.readClipboard),
    ...moneyHandlers({ ...runs, ...rooms }),
    ...contextHandlers({ ...rooms, ...runs }, hub, audience),
    ...archiveHandlers(createArchiveRoom({ store: runs.store, tools: attachments.tools }, clock), audience),
    ...outputHandlers(hub, running['runs.get']),
    ...storageHandlers(rooms.storage, hub, audience, () => recoverAll(runs, hub)),
  }
  const stopChores = startChores(runs, rooms, news, audience)
  return {
    door: createDoor(handlers, connectTo(audience, hub), log),
    resumed: Promise.all(rooms.left.map((left) => goOnWith(left, runs, hub))),
    isAnswering: () => hub.anyRunning(),
    onIdle: (listener) => void idleListeners.add(listener),
    async close() {
      stopChores()
      await hub.close()
    },
  }
}

function connectTo(audience: Audience, hub: RunHub): Door['connect'] {
  return (caller) => {
    audience.add(caller)
    return () => {
      audience.remove(caller)
      hub.forget(caller)
    }
  }
}

/** Tells everybody what became of a session. */
interface SessionNews {
  readonly changed: (sessionId: SessionId) => void
  readonly purged: (sessionId: SessionId) => void
}

function newsOf(
  { sessions, log }: RunDependencies,
  { drafts }: Rooms,
  hub: RunHub,
  audience: Audience,
): SessionNews {
  const tell = async (sessionId: SessionId) => {
    const session = await sessions.get(sessionId)
    audience.tell({ type: 'session-changed', session: summaryOf(session, hub) })
  }
  return {
    changed(sessionId) {
      tell(sessionId).catch((error: unknown) =>
        log.warn('session-not-told', { code: failureFrom(error).code }),
      )
    },
    // What was purged is in no file any more, and nobody can write on in it.
    purged(sessionId) {
      audience.tell({ type: 'session-purged', sessionId })
      drafts
        .put(sessionId, { text: '' })
        .catch((error: unknown) => log.warn('draft-not-removed', { code: failureFrom(error).code }))
    },
  }
}

// What goes on without being asked for. Returns the function that stops it.
function startChores(
  { store, clock, log, attachments }: RunDependencies,
  { storage, book, keyRing, providers, mcp, updates, agents, prompts, localApi }: Rooms,
  news: SessionNews,
  audience: Audience,
): () => void {
  const tellStorage = async () => audience.tell({ type: 'storage-changed', storage: await storage.view() })
  const unwatch = storage.watch(() => {
    tellStorage().catch((error: unknown) => log.warn('storage-not-told', { code: failureFrom(error).code }))
  })
  const tellProviders = async () =>
    audience.tell({ type: 'providers-changed', providers: [...(await providers.views())] })
  const unwatchKeys = keyRing.watch(() => {
    tellProviders().catch((error: unknown) =>
      log.warn('providers-not-told', { code: failureFrom(error).code }),
    )
  })
  const unwatchMcp = mcp.watch(() => audience.tell({ type: 'mcp-changed', servers: [...mcp.views()] }))
  mcp.questions.attend(() => audience.hasPerson())
  const unwatchQuestions = mcp.questions.watch(() =>
    audience.tell({ type: 'mcp-questions', questions: mcp.questions.open() }),
  )
  const unwatchLibrary = watchLibrary({ agents, prompts }, audience, log)
  const unwatchApi = localApi.watch(() => audience.tell({ type: 'local-api-changed', api: localApi.view() }))
  const { cleanUpMs } = book.current().storage
  const stopCleanUp = startCleanUp({
    store,
    clock,
    log,
    everyMs: cleanUpMs,
    trashMs: () => book.current().storage.trashMs,
    sweep: () => attachments.cleanUp(),
    onTrashed: news.changed,
    onPurged: news.purged,
  })
  const stopBackups = startBackups({ storage, clock, log })
  const stopUpdates = updates.watch((release) => audience.tell({ type: 'update-found', release }))
  return () => {
    unwatch()
    unwatchKeys()
    unwatchMcp()
    unwatchQuestions()
    unwatchLibrary()
    unwatchApi()
    stopCleanUp()
    stopBackups()
    stopUpdates()
  }
}
