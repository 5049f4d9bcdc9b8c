import { createContentTools } from '../../attachments/content-tools.ts'
import { createAttachmentSearch } from '../../core/attachments/search/attachment-search.ts'
import { createAttachments } from '../../core/attachments/attachments.ts'
import { createApprovals } from '../../core/approval/approvals.ts'
import type { ToolEffect } from '../../../contract/tool.ts'
import { providerIdOf } from '../../../contract/id.ts'
import {
  trustOutput,
  type MethodInput,
  type MethodName,
  type MethodOutput,
} from '../../../contract/method.ts'
import type { Notice } from '../../../contract/notice.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import { engineChoiceSchema } from '../../../contract/storage.ts'
import { systemClock } from '../../config/system-clock.ts'
import { silentLog } from '../../core/testing/fake-log.ts'
import { createMcpQuestions } from '../../core/mcp/questions.ts'
import { createMcpRoom, type McpRoom } from '../../core/mcp/mcp-room.ts'
import { fakeOthers } from '../../core/testing/fake-others.ts'
import { createFakeToolServers } from '../../core/testing/fake-tool-servers.ts'
import { noOverrides } from '../../core/ports/overrides.ts'
import type { FileTools } from '../../core/ports/file-tools.ts'
import type { OwnTools } from '../../core/ports/own-tools.ts'
import type { ServerQuestions } from '../../core/ports/tool-servers.ts'
import type { SecretStore } from '../../core/ports/secret-store.ts'
import type { LeftRun } from '../../core/run/left-run.ts'
import { recoverRuns } from '../../core/run/recovery.ts'
import type { ToolSource } from '../../core/ports/tool-source.ts'
import type { StoreSwitch } from '../../core/ports/store-switch.ts'
import type { Store } from '../../core/ports/stores.ts'
import { contextRules } from '../../core/compaction/context-rules.ts'
import { createAgents } from '../../core/library/agents.ts'
import { createPrompts } from '../../core/library/prompts.ts'
import { fakeList } from '../../core/testing/fake-list.ts'
import { createMoney, type Money, type MoneyOptions } from '../../core/money/money.ts'
import { createChoice } from '../../core/provider/choice.ts'
import { createConnections, type Connections } from '../../core/provider/connections.ts'
import { createKeyRing } from '../../core/provider/key-ring.ts'
import { createProviderList } from '../../core/provider/provider-list.ts'
import { createProviders } from '../../core/provider/providers.ts'
import { createSettingsBook, type SettingsBook } from '../../core/provider/settings.ts'
import { createSessions } from '../../core/session/sessions.ts'
import { createToolRoom } from '../../core/tools/tool-room.ts'
import { createUpdates } from '../../core/updates/updates.ts'
import { createStorageRoom } from '../../core/storage/storage-room.ts'
import { fakeLedger } from '../../core/testing/fake-ledger.ts'
import { fakeDrafts } from '../../core/testing/fake-drafts.ts'
import { fakeBrands, fakeSecrets, fakeSettings } from '../../core/testing/fake-providers.ts'
import { fakeToolSource, type FakeTools, toolLimits } from '../../core/testing/live-run-fixture.ts'
import type { ScriptedModel } from '../../core/testing/scripted-model.ts'
import { createMemoryAttachments } from '../../persistence/memory-attachments.ts'
import { guardStore } from '../../persistence/guarded-store.ts'
import { openBackupShelf } from '../../persistence/sqlite/backup-shelf.ts'
import { openSqliteStore } from '../../persistence/sqlite/open.ts'
import type { Caller } from '../caller.ts'
import type { AppDependencies } from '../app-handlers.ts'
import {
  createOfferedModels,
  type OfferedModels,
  type OfferedModelsNeeds,
} from '../../core/completion/offered-models.ts'
import { createLocalApi, type LocalApi } from '../../core/local-api/local-api.ts'
import { createMethods, type MethodsRoom } from '../create-methods.ts'
import type { Door } from '../door.ts'

/** A client at the door that remembers what it was told. */
export interface FakeClient {
  readonly caller: Caller
  readonly notices: Notice[]
  readonly ask: <Name extends MethodName>(
    method: Name,
    input: MethodInput<Name>,
  ) => Promise<MethodOutput<Name>>
  /** Resolves as soon as the client was told of an event that fits. */
  readonly told: (fits: (event: RunEvent) => boolean) => Promise<void>
  readonly leave: () => void
}

export interface DoorFixture {
  readonly room: MethodsRoom
  readonly store: Store
  readonly storeSwitch: StoreSwitch
  /** As a server would ask them. */
  readonly questions: ServerQuestions
  readonly connect: () => FakeClient
}

const noVariables = { isReserved: () => false, read: () => undefined }

function openFakeToolRooms(
  book: SettingsBook,
  secrets: SecretStore,
): { mcp: McpRoom; files: FileTools; own: OwnTools } {
  const servers = createFakeToolServers()
  return {
    mcp: createMcpRoom({
      book,
      secrets,
      servers,
      variables: noVariables,
      questions: createMcpQuestions(systemClock, () => 600_000),
      others: fakeOthers(),
      openLink: undefined,
    }),
    files: { check: async (path) => path, recent: async () => [], undo: async () => undefined },
    own: { view: async () => ({ folder: '', tools: [] }), check: async () => undefined },
  }
}

// Nothing listens.
function openFakeApi(
  models: Omit<OfferedModelsNeeds, 'clock'>,
  book: SettingsBook,
  secrets: SecretStore,
): { offered: OfferedModels; localApi: LocalApi } {
  const opened = { address: '', changeToken: () => undefined, close: async () => undefined }
  const listener = { listen: async () => opened, freePort: async () => undefined }
  return {
    offered: createOfferedModels({ ...models, clock: systemClock }),
    localApi: createLocalApi({ book, secrets, listener, newToken: () => 'token', clock: systemClock }),
  }
}

const open = () => openSqliteStore({ path: ':memory:', log: silentLog })

const storageInMemory = {
  open,
  first: engineChoiceSchema.parse({ engine: 'inmemory' }),
  file: '',
  clock: systemClock,
  shelf: openBackupShelf({ path: '', now: () => 0 }),
}

const chance = { clock: systemClock, random: () => 0, log: silentLog }

/** What a door may be opened with. */
export interface DoorOptions {
  /** What the tools can do; reading, without it. */
  readonly effect?: ToolEffect
  /** The window of the model. */
  readonly contextTokens?: number
  /** Characters of one result that a model reads. */
  readonly outputLength?: number
  /** How long a run waits for outputs of the caller's own tools. */
  readonly outsideMs?: number
  /** Tools of any kind, in the place of plain functions. */
  readonly source?: ToolSource
  /** An earlier start of Parley over the same store. */
  readonly before?: DoorFixture
}

// What is said of Parley itself.
function aboutOf(book: SettingsBook): Pick<AppDependencies, 'info' | 'software' | 'updates' | 'openLink'> {
  return {
    openLink: undefined,
    info: () => ({ version: '1', face: 'server', profilePath: '', keyStore: 'file', warnings: [] }),
    software: async () => ({ node: '24', sqlite: '3', system: 'test' }),
    updates: createUpdates({ book, feed: { read: async () => [] }, version: '1', ...chance }),
  }
}

/** The real rooms from the door to SQLite in memory, with a scripted model behind the provider `demo`. */
export async function openDoor(
  model: ScriptedModel,
  tools: FakeTools = {},
  options: DoorOptions = {},
): Promise<DoorFixture> {
  const { contextTokens, before, source = fakeToolSource(tools, options.effect) } = options
  const storeSwitch = before?.storeSwitch ?? guardStore(await open(), chance)
  const { store } = storeSwitch
  const left = await leftIn(store)
  const book = createSettingsBook(fakeSettings({ providerId: providerIdOf('demo') }), noOverrides)
  const secrets = fakeSecrets()
  const keyRing = createKeyRing(systemClock)
  const list = createProviderList(fakeBrands, book, secrets, keyRing)
  const choice = createChoice(book, list, { models: async () => [], knows: async () => false })
  const connections = createConnections(list, async () => model, systemClock, keyRing)
  const toolRoom = createToolRoom(source, book, secrets)
  const agents = createAgents(fakeList())
  const toolRooms = openFakeToolRooms(book, secrets)
  const money = freeMoney({ book, list, store })
  const room = createMethods(
    {
      store,
      ...filesOf(store, book, connections, money),
      sessions: createSessions(store, systemClock, () => ({ agentId: agents.known(book.current().agentId) })),
      agents,
      tools: toolRoom.source,
      resolveOptions: (wish, agent) => choice.resolve(wish, agent),
      connect: ({ providerId }, sessionId) => connections.connect(providerId, sessionId),
      ...rulesOf(options),
      schemaLimit: () => book.current().schemaLimit,
      approvals: createApprovals(book, systemClock),
      moneyFor: money.forRun,
      context: { ...contextRules(book, money), windowOf: async () => contextTokens },
      ...chance,
    },
    {
      ...aboutOf(book),
      book,
      choice,
      providers: createProviders(list, book, secrets),
      connections,
      keyRing,
      findLocal: async () => [],
      tools: toolRoom.source,
      toolRoom,
      agents,
      prompts: createPrompts(fakeList()),
      drafts: fakeDrafts(),
      left,
      ...toolRooms,
      money,
      counter: { count: async (text) => text.length },
      ...openFakeApi({ list, choice, connections }, book, secrets),
      storage: createStorageRoom({ ...storageInMemory, storeSwitch, book, secrets }),
    },
  )
  await room.resumed
  const connect = () => connectClient(room.door)
  return { room, store, storeSwitch, questions: toolRooms.mcp.questions, connect }
}

function rulesOf({ outputLength = 100_000, outsideMs = 600_000 }: DoorOptions) {
  return {
    toolTimeoutMs: () => 60_000,
    toolLimits: () => ({ ...toolLimits, outsideMs }),
    outputLength: () => outputLength,
  }
}

/** What an earlier start left waiting. */
async function leftIn(store: Store): Promise<readonly LeftRun[]> {
  const left: LeftRun[] = []
  await recoverRuns(store, systemClock, silentLog, (run) => left.push(run))
  return left
}

function filesOf(store: Store, book: SettingsBook, { embed }: Pick<Connections, 'embed'>, money: Money) {
  const staged = createMemoryAttachments(async () => [])
  const attachments = createAttachments({ store, staged, tools: createContentTools() })
  const chosen = () => book.current().tools.services.embeddings
  const needs = { ...chance, attachments, chosen, embed, moneyFor: money.forRun }
  return { attachments, attachmentSearch: createAttachmentSearch(needs) }
}

// Nothing has a price.
function freeMoney(needs: Pick<MoneyOptions, 'book' | 'list' | 'store'>): Money {
  return createMoney({
    ...needs,
    catalogue: { facts: async () => ({}), cost: async () => undefined },
    ledger: fakeLedger(),
    clock: systemClock,
    log: silentLog,
  })
}

function connectClient(door: Door): FakeClient {
  const notices: Notice[] = []
  const waiting = new Set<() => void>()
  const caller: Caller = {
    kind: 'window',
    noticeEveryMs: 0,
    notify(notice) {
      notices.push(notice)
      for (const wake of waiting) wake()
    },
  }
  const leave = door.connect(caller)
  const backlog: RunEvent[] = []
  const events = () => [
    ...backlog,
    ...notices.flatMap((notice) => (notice.type === 'run-events' ? notice.events : [])),
  ]
  return {
    caller,
    notices,
    leave,
    async ask(method, input) {
      const answer = await door.invoke(method, input, caller)
      if ('failure' in answer)
        throw Object.assign(new Error(answer.failure.message), { code: answer.failure.code })
      if (method === 'runs.watch') backlog.push(...trustOutput('runs.watch', answer.output).events)
      return trustOutput(method, answer.output)
    },
    told: (fits) =>
      new Promise((resolve) => {
        const wake = () => {
          if (!events().some(fits)) return
          waiting.delete(wake)
          resolve()
        }
        waiting.add(wake)
        wake()
      }),
  }
}
