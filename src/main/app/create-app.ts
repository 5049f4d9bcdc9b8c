import type { Failure } from '../../contract/failure.ts'
import type { Upgrade } from '../../contract/storage.ts'
import { openSettingsFile } from '../config/settings-file.ts'
import { systemClock } from '../config/system-clock.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { Store } from '../core/ports/stores.ts'
import type { ToolSource } from '../core/ports/tool-source.ts'
import type { Money } from '../core/money/money.ts'
import type { ModelClientFactory } from '../core/ports/model-client.ts'
import { createSearchToolSource } from '../core/attachments/search/search-tool.ts'
import { createApprovals } from '../core/approval/approvals.ts'
import { contextRules } from '../core/compaction/context-rules.ts'
import { createChoice, type Choice } from '../core/provider/choice.ts'
import { createConnections, type Connections } from '../core/provider/connections.ts'
import { createKeyRing } from '../core/provider/key-ring.ts'
import { findLocalServers } from '../core/provider/local-servers.ts'
import { createProviderList } from '../core/provider/provider-list.ts'
import { createProviders } from '../core/provider/providers.ts'
import { createSettingsBook, type SettingsBook } from '../core/provider/settings.ts'
import type { RunDependencies } from '../core/run/start-run.ts'
import { createSessions } from '../core/session/sessions.ts'
import { toolRules } from '../core/tools/tool-rules.ts'
import { createToolRoom, toolKeyName } from '../core/tools/tool-room.ts'
import { createOfferedModels } from '../core/completion/offered-models.ts'
import type { LocalApi } from '../core/local-api/local-api.ts'
import { createMethods, type MethodsRoom } from '../methods/create-methods.ts'
import type { Door } from '../methods/door.ts'
import { atMost } from '../persistence/closing.ts'
import { brands } from '../providers/catalog.ts'
import { createModelClientFactory } from '../providers/create-model-client.ts'
import { createPriceCatalogue } from '../providers/price-catalogue.ts'
import { createProxyTunnels } from '../providers/proxy-tunnel.ts'
import { builtInTools } from '../tools/built-in.ts'
import { networkTools } from '../tools/network-tools.ts'
import { createToolRegistry } from '../tools/tool-registry.ts'
import type { Host } from './host.ts'
import type { Agents } from '../core/library/agents.ts'
import { openLibrary } from './open-library.ts'
import { openLocalApi } from './open-local-api.ts'
import { openFiles } from './open-files.ts'
import { joinTools } from './joined-tools.ts'
import { openAttachments } from './open-attachments.ts'
import { openMcp } from './open-mcp.ts'
import { openOwn } from './open-own.ts'
import { openMoney } from './open-money.ts'
import { infoOf, softwareOf } from './software.ts'
import { openStorage, storageRoomOf } from './open-storage.ts'
import { openUpdates } from './open-updates.ts'

/** How long the end may take, in milliseconds, and how much of that the runs have: systems that shut down wait for five seconds. */
const closingMs = 4_500
const savingMs = 3_000

/** Parley without a face. */
export interface App {
  readonly door: Door
  /** What went wrong at the start without stopping it. */
  readonly warnings: readonly Failure[]
  /** Set when this start brought the database to a new format. */
  readonly upgrade: Upgrade | undefined
  /** For programs of this computer; nobody has started it. */
  readonly localApi: LocalApi
  /** True while any answer goes on. */
  isAnswering(): boolean
  /** Calls the listener each time that the last answer has ended and is stored. */
  onIdle(listener: () => void): void
  /** Ends runs as interrupted, then closes the store; comes back within five seconds. May be called twice. */
  close(): Promise<void>
}

/**
 * Puts everything together and closes what an earlier end of the process left open. Throws ParleyError
 * `profile-unwritable`, `profile-newer`, `profile-locked`, `storage-corrupt`, `storage-unreachable`, `storage-refused`.
 */
export async function createApp(host: Host): Promise<App> {
  const clock = systemClock
  const settingsFile = openSettingsFile(host.profile.settings, () => clock.now())
  const book = createSettingsBook(settingsFile, host.overrides)
  const { first, open, storeSwitch, upgrade, left } = await openStorage(host, book, clock)
  const { store } = storeSwitch

  const keyRing = createKeyRing(clock)
  const list = createProviderList(brands, book, host.secrets, keyRing)
  const catalogue = createPriceCatalogue()
  const choice = createChoice(book, list, catalogue)
  const factory = clientFactoryFor(host, clock)
  const connections = createConnections(list, factory, clock, keyRing)
  const { ledger, ...bill } = openMoney({ host, book, list, store, clock, catalogue })
  const { close: closeTools, ...toolbox } = await openTools(host, book, clock)
  const { agents, prompts, ...library } = openLibrary(host, clock)
  const warnings = thoseOf(settingsFile.warning, host.secrets.warning, host.setAside, ...library.warnings)
  const { drafts, ...files } = openAttachments(host, store, { book, connections, ...bill })
  const { tools } = toolbox
  const runs = runsOf(host, { ...files, ...bill, book, store, tools, choice, connections, agents })
  const localApi = openLocalApi(host, { book, clock, door: () => methods.door })
  const methods: MethodsRoom = createMethods(runs, {
    info: () => infoOf(host, warnings, upgrade),
    software: () => softwareOf(process),
    updates: openUpdates(host, book, clock),
    book,
    choice,
    providers: createProviders(list, book, host.secrets),
    connections,
    findLocal: () => findLocalServers(list, connections),
    keyRing,
    ...toolbox,
    agents,
    prompts,
    openLink: host.openLink,
    chooseFolder: host.chooseFolder,
    readClipboard: host.readClipboard,
    ...bill,
    drafts,
    left,
    localApi,
    offered: createOfferedModels({ list, choice, connections, clock }),
    storage: storageRoomOf(host, { storeSwitch, open, first, book, clock }),
  })

  await methods.resumed

  let closing: Promise<void> | undefined
  const close = async () => {
    // A storage server that is lost may answer in minutes; what was not stored is found as interrupted at the next start.
    // Programs need a while to end by themselves, so they are told while answers are saved.
    const ended = closeTools()
    await atMost(savingMs, Promise.all([methods.close(), localApi.close()]))
    await Promise.all([store.close(), ledger.close(), ended])
  }
  return {
    door: methods.door,
    localApi,
    warnings,
    upgrade,
    isAnswering: () => methods.isAnswering(),
    onIdle: (listener) => methods.onIdle(listener),
    close: () => (closing ??= atMost(closingMs, close())),
  }
}

function thoseOf(...found: readonly (Failure | undefined)[]): Failure[] {
  return found.filter((each) => each !== undefined)
}

interface RunNeeds extends Pick<RunDependencies, 'attachments' | 'attachmentSearch'> {
  readonly book: SettingsBook
  readonly store: Store
  readonly tools: ToolSource
  readonly choice: Choice
  readonly connections: Connections
  readonly money: Money
  readonly agents: Agents
}

function runsOf({ log }: Host, needs: RunNeeds): RunDependencies {
  const { book, store, tools, choice, connections, money, agents } = needs
  const clock = systemClock
  return {
    store,
    attachments: needs.attachments,
    attachmentSearch: needs.attachmentSearch,
    agents,
    sessions: createSessions(store, clock, () => ({
      ttlMs: book.current().storage.sessionTtlMs,
      agentId: agents.known(book.current().agentId),
    })),
    tools,
    resolveOptions: (wish, agent) => choice.resolve(wish, agent),
    connect: ({ providerId }, sessionId) => connections.connect(providerId, sessionId),
    ...toolRules(book),
    approvals: createApprovals(book, clock),
    moneyFor: money.forRun,
    context: contextRules(book, money),
    clock,
    random: Math.random,
    log,
  }
}

/** Parley's own tools and those of servers, as one source of those that are on. */
async function openTools(host: Host, book: SettingsBook, clock: Clock) {
  const { mcp, servers } = await openMcp(host, book, clock)
  const ofNetwork = networkTools({
    userAgent: `Parley/${host.version}`,
    proxyFor: createProxyTunnels({ variables: host.overrides.proxies, system: host.systemProxy }),
    services: () => book.current().tools.services,
    keyOf: (service) => host.secrets.get(toolKeyName(service)),
  })
  const builtIn = createToolRegistry([...builtInTools(() => clock.now()), ...ofNetwork])
  const { source, files } = openFiles(host, book, clock)
  const own = openOwn(host, book)
  const close = () => (own.close(), servers.close())
  const all = joinTools(builtIn, createSearchToolSource(), source, own.source, servers)
  const toolRoom = createToolRoom(all, book, host.secrets)
  return { mcp, files, own: own.own, close, toolRoom, tools: toolRoom.source }
}

function clientFactoryFor({ version, overrides, systemProxy }: Host, clock: Clock): ModelClientFactory {
  const proxies = { variables: overrides.proxies, system: systemProxy }
  return createModelClientFactory({ clock, userAgent: `Parley/${version}`, proxies })
}
