import { countPlaces, soughtOf } from '../../../contract/found-words.ts'
import { sessionIdOf, type SessionId } from '../../../contract/id.ts'
import type { Notice } from '../../../contract/notice.ts'
import { isEnded } from '../../../contract/run.ts'
import {
  agentEntry,
  agentIn,
  shelfOf,
  type SessionFields,
  type SessionSummary,
} from '../../../contract/session.ts'
import type { SettingsChange } from '../../../contract/settings.ts'
import { costOf } from '../../../contract/money.ts'
import type { ToolSettingsView } from '../../../contract/tool-settings.ts'
import type { Transcript } from '../../../contract/transcript.ts'
import { searchableText, type SearchHit } from '../../../contract/search.ts'
import type { StorageView } from '../../../contract/storage.ts'
import { localFailure } from '../local-failure.ts'
import { FailureError } from '../transport.ts'
import { fakeContextHandlers } from './fake-context.ts'
import { fakeAttachmentHandlers } from './fake-attachments.ts'
import { fakeFolderHandlers } from './fake-folders.ts'
import { fakeOwnToolHandlers } from './fake-own-tools.ts'
import { fakeLibraryHandlers } from './fake-library.ts'
import { fakeLocalApiHandlers } from './fake-local-api.ts'
import { fakeMcpHandlers } from './fake-mcp.ts'
import type { FakeHandlers } from './fake-method.ts'
import { fakeProviderHandlers } from './fake-providers.ts'
import type { FakeRuns } from './fake-runs.ts'
import { fakeSession, transcriptOf, type FakeWorld } from './fake-world.ts'

type Tell = (notice: Notice) => void

const noTools: ToolSettingsView = {
  tools: [],
  services: { search: 'wikipedia', stocks: 'stooq' },
  withKey: [],
}

/** What every method does as long as a test does not say otherwise. */
export function createFakeHandlers(world: FakeWorld, runs: FakeRuns, tell: Tell): FakeHandlers {
  return {
    'app.info': () => world.info,
    ...settingsHandlers(world, tell),
    ...fakeProviderHandlers(world, tell),
    'tools.list': () => ({ tools: [] }),
    ...fakeFolderHandlers(world),
    ...fakeOwnToolHandlers(world),
    'tools.settings': () => noTools,
    'tools.configure': () => noTools,
    'tools.set-key': () => noTools,
    ...fakeMcpHandlers(world, tell),
    ...fakeLibraryHandlers(world, tell),
    ...fakeLocalApiHandlers(world, tell),
    'embeddings.create': ({ texts, model }) => ({
      providerId: world.settings.providerId,
      model,
      vectors: texts.map(() => [0]),
    }),
    ...sessionHandlers(world, runs, tell),
    'runs.start': (input) => runs.start(input),
    'runs.retry': (input) => runs.retry(input),
    'runs.continue': (input) => runs.continue(input),
    'runs.rerun-call': (input) => runs.continue(input),
    'runs.cancel': ({ runId }) => runs.cancel(runId),
    'runs.try-now': ({ runId }) => runs.get(runId),
    'runs.decide': ({ runId }) => runs.get(runId),
    'runs.cancel-call': ({ runId }) => runs.get(runId),
    'runs.submit-tool-outputs': ({ runId }) => runs.get(runId),
    'approvals.get': () => world.approvals,
    'approvals.update': ({ effects, waitMs }) => {
      const before = world.approvals
      world.approvals = { ...before, effects: { ...before.effects, ...effects }, ...(waitMs && { waitMs }) }
      return world.approvals
    },
    'approvals.forget': ({ ruleId }) => {
      const rules = world.approvals.rules.filter(({ id }) => id !== ruleId)
      return (world.approvals = { ...world.approvals, rules })
    },
    'runs.get': ({ runId }) => runs.get(runId),
    'runs.watch': (input) => runs.watch(input),
    'runs.unwatch': ({ runId }) => (runs.unwatch(runId), {}),
    ...storageHandlers(world, tell),
    ...archiveHandlers,
    ...moneyHandlers(world),
    ...fakeContextHandlers(world, tell),
    ...fakeAttachmentHandlers(world),
    'links.open': () => ({}),
    'updates.check': () => {
      throw new FailureError(localFailure('updates-no-feed'))
    },
    'app.software': () => ({
      electron: '45.3.4',
      chromium: '146.0.1',
      node: '24.21.0',
      sqlite: '3.53.0',
      system: 'linux x64 6.8.0',
    }),
  }
}

const archiveHandlers: Some<Extract<keyof FakeHandlers, `archive.${string}`> | 'sessions.export'> = {
  'sessions.export': ({ sessionId, format }) => ({
    name: `${sessionId}.txt`,
    mediaType: 'text/plain',
    text: format,
  }),
  'archive.read': ({ page }) => ({
    text: `page ${page}\n`,
    last: page > 0,
    progress: { done: page, total: 2 },
  }),
  'archive.import': ({ text }) => ({
    format: 'archive',
    imported: text.split('\n').length - 1,
    present: 0,
    messages: 0,
    remarks: [],
  }),
  'archive.cancel': () => ({}),
}

type Some<Name extends keyof FakeHandlers> = Pick<FakeHandlers, Name>

function settingsHandlers(world: FakeWorld, tell: Tell): Some<'settings.get' | 'settings.update'> {
  return {
    'settings.get': () => world.settings,
    'settings.update': (change) => {
      world.settings = { ...world.settings, ...withoutNull(change) }
      tell({ type: 'settings-changed', settings: world.settings })
      return world.settings
    },
  }
}

function withoutNull({
  providerId,
  model,
  agentId,
  ...rest
}: SettingsChange): Partial<FakeWorld['settings']> {
  const ids = { providerId: providerId ?? undefined, agentId: agentId ?? undefined }
  const change = { ...rest, ...ids, model: model ?? undefined }
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

type MoneyMethod = 'models.facts' | 'models.set-prices' | 'usage.days' | 'usage.sessions'

function moneyHandlers(world: FakeWorld): Some<MoneyMethod> {
  return {
    'models.facts': ({ providerId, model }) => world.facts.get(`${providerId}/${model}`) ?? {},
    'models.set-prices': ({ providerId, model, prices }) => {
      const facts = prices ? ({ prices, source: 'user' } as const) : {}
      world.facts.set(`${providerId}/${model}`, facts)
      return facts
    },
    'usage.days': () => ({ days: [...world.usageDays] }),
    'usage.sessions': () => world.usagePage,
  }
}

type SessionMethod = Exclude<Extract<keyof FakeHandlers, `sessions.${string}`>, 'sessions.export'>

function sessionHandlers(world: FakeWorld, runs: FakeRuns, tell: Tell): Some<SessionMethod> {
  const find = (id: SessionId) => {
    const session = world.sessions.get(id)
    if (!session) throw new FailureError(localFailure('session-missing', { id }))
    return session
  }
  const change = (id: SessionId, next: (session: SessionSummary) => SessionSummary) => {
    const session = next(find(id))
    world.sessions.set(id, session)
    tell({ type: 'session-changed', session })
    return session
  }
  return {
    'sessions.list': ({ shelf = 'active' }) => ({
      sessions: [...world.sessions.values()]
        .filter((session) => shelfOf(session) === shelf)
        .sort((a, b) => b.updatedAt - a.updatedAt),
    }),
    'sessions.create': ({ sessionId, title = 'New chat' }) => {
      const session = fakeSession(sessionId ?? `created-${world.sessions.size}`, { title })
      world.sessions.set(session.id, session)
      return session
    },
    'sessions.open': ({ sessionId }) => {
      const transcript = transcriptOf(world, sessionId)
      const live = transcript.runs
        .filter((run) => !isEnded(run.status))
        .map((run) => ({ runId: run.id, seq: runs.watch({ runId: run.id, afterSeq: 0 }).events.length }))
      for (const { runId } of live) runs.unwatch(runId)
      const page = pageOf(transcript, transcript.messages.length, fakePageSize)
      return { session: find(sessionId), transcript: page, live }
    },
    ...pageHandlers(world),
    ...foldHandlers(runs, find),
    'sessions.rename': ({ sessionId, title }) =>
      change(sessionId, (session) => ({ ...session, title, titledByUser: true })),
    'sessions.update': ({ sessionId, change: fields }) =>
      change(sessionId, (session) => withFields(session, fields, world.now)),
    'sessions.purge': ({ sessionId }) => {
      world.sessions.delete(sessionId)
      tell({ type: 'session-purged', sessionId })
      return {}
    },
    'sessions.fork': ({ sessionId }) => {
      const id = sessionIdOf(`fork-${world.sessions.size}`)
      world.sessions.set(id, { ...find(sessionId), id })
      return find(id)
    },
    'sessions.show': ({ sessionId, messageId }) => {
      const { messages } = transcriptOf(world, sessionId)
      const place = messages.findIndex(({ id }) => id === messageId)
      return { session: find(sessionId), behind: messages.length - 1 - place }
    },
    'sessions.search': ({ text }) => ({ hits: searchIn(world, text), complete: true }),
    'sessions.delete': ({ sessionId }) =>
      change(sessionId, (session) => ({ ...session, deletedAt: world.now, running: false })),
    'sessions.restore': ({ sessionId }) =>
      change(sessionId, ({ deletedAt: _deletedAt, ...session }) => session),
  }
}

function foldHandlers(
  runs: FakeRuns,
  find: (id: SessionId) => SessionSummary,
): Some<'sessions.compact' | 'sessions.unfold'> {
  return {
    'sessions.compact': (input) => runs.compact(input),
    'sessions.unfold': ({ sessionId, messageId }) => (runs.unfold(sessionId, messageId), find(sessionId)),
  }
}

const fakePageSize = 50

function pageHandlers(
  world: FakeWorld,
): Some<'sessions.older' | 'sessions.find' | 'sessions.cost' | 'sessions.tree'> {
  return {
    'sessions.older': ({ sessionId, messageId, limit = fakePageSize }) => {
      const transcript = transcriptOf(world, sessionId)
      const end = transcript.messages.findIndex(({ id }) => id === messageId) + 1
      return { transcript: pageOf(transcript, end, limit) }
    },
    'sessions.find': ({ sessionId, text }) => {
      const { messages } = transcriptOf(world, sessionId)
      const sought = soughtOf(text)
      const places = messages.map((message) => ({
        messageId: message.id,
        count: (sought && countPlaces([message], sought)[0]) ?? 0,
      }))
      return { places: places.filter(({ count }) => count > 0), complete: true }
    },
    'sessions.tree': () => ({ rows: [], complete: true }),
    'sessions.cost': ({ sessionId }) => costOf(transcriptOf(world, sessionId).runs),
  }
}

/** As the core does it: a page begins with a question. */
function pageOf({ messages, runs, calls, ...rest }: Transcript, end: number, limit: number): Transcript {
  const from = messages.findLastIndex(({ role }, index) => index <= end - limit && role === 'user')
  const page = messages.slice(Math.max(from, 0), end)
  const ids = new Set(page.map(({ id }) => id))
  return {
    ...rest,
    messages: page,
    runs: runs.filter(({ userMessageId }) => ids.has(userMessageId)),
    calls: calls.filter(({ messageId }) => ids.has(messageId)),
  }
}

function withFields(session: SessionSummary, fields: SessionFields, now: number): SessionSummary {
  const { pinnedAt, archivedAt, folder, metadata: _metadata, ...rest } = session
  const agentId = fields.agentId === undefined ? agentIn(session) : fields.agentId
  const pinned = fields.pinned ?? pinnedAt !== undefined
  const archived = fields.archived ?? archivedAt !== undefined
  const filed = fields.folder === undefined ? folder : fields.folder
  return {
    ...rest,
    ...(pinned && { pinnedAt: now }),
    ...(archived && { archivedAt: now }),
    ...(filed && { folder: filed }),
    ...(agentId && { metadata: { [agentEntry]: agentId } }),
  }
}

function storageHandlers(
  world: FakeWorld,
  tell: Tell,
): Some<Extract<keyof FakeHandlers, `storage.${string}`>> {
  const change = (fields: Partial<StorageView>) => {
    world.storage = { ...world.storage, ...fields }
    tell({ type: 'storage-changed', storage: world.storage })
    return world.storage
  }
  return {
    'storage.get': () => world.storage,
    'storage.backup': () => {
      const name = `parley-${world.now}.sqlite`
      const made = { name, kind: 'backup', at: world.now, bytes: 48_000_000 } as const
      world.backups = [made, ...world.backups]
      tell({ type: 'storage-changed', storage: world.storage })
      return made
    },
    'storage.backups': () => ({ backups: world.backups }),
    'storage.restore': ({ name }) => ({
      storage: world.storage,
      counts: { sessions: 2, messages: 8, runs: 4, calls: 1, attachments: 0 },
      kept: `${world.storage.location}.replaced-${name}`,
    }),
    'storage.update': ({ sessionTtlMs, trashMs, backup }) => {
      const { sessionTtlMs: ttl, trashMs: trash, ...rest } = world.storage.settings
      const next = {
        ttl: sessionTtlMs === undefined ? ttl : sessionTtlMs,
        trash: trashMs === undefined ? trash : trashMs,
      }
      return change({
        settings: {
          ...rest,
          ...(next.ttl && { sessionTtlMs: next.ttl }),
          ...(next.trash && { trashMs: next.trash }),
          ...(backup && { backup }),
        },
      })
    },
    'storage.test': () => ({ durationMs: 12 }),
    'storage.move': ({ engine }) => ({ storage: change({ engine }), copied: 2, skipped: 0 }),
  }
}

function searchIn(world: FakeWorld, text: string): SearchHit[] {
  return [...world.transcripts].flatMap(([sessionId, { messages }]) =>
    messages.flatMap((message) => {
      const words = searchableText(message)
      const at = words.toLowerCase().indexOf(text.toLowerCase())
      const session = world.sessions.get(sessionId)
      if (at < 0 || !session || session.deletedAt !== undefined) return []
      const snippet = [
        { text: words.slice(Math.max(0, at - 40), at), hit: false },
        { text: words.slice(at, at + text.length), hit: true },
        { text: words.slice(at + text.length, at + 120), hit: false },
      ]
      const { role, createdAt } = message
      return [{ sessionId, messageId: message.id, title: session.title, role, createdAt, snippet }]
    }),
  )
}
