import type { AgentView } from '../../../contract/agent.ts'
import type { Prompt } from '../../../contract/prompt.ts'
import type { Attachment } from '../../../contract/attachment.ts'
import { approvalSettingsSchema, type ApprovalSettings } from '../../../contract/approval.ts'
import type { FoldersView } from '../../../contract/folder.ts'
import type { OwnToolsView } from '../../../contract/own-tool.ts'
import { providerIdSchema, sessionIdSchema, type SessionId } from '../../../contract/id.ts'
import { storageSettingsSchema, type Backup, type StorageView } from '../../../contract/storage.ts'
import { usualLook } from '../../../contract/look.ts'
import type { McpServerView } from '../../../contract/mcp.ts'
import type { LocalServer, Model, ProviderAdvanced, ProviderView } from '../../../contract/provider.ts'
import type { ContextEstimate, ModelFacts, UsageDay, UsagePage } from '../../../contract/money.ts'
import type { MethodOutput } from '../../../contract/method.ts'
import type { SessionSummary } from '../../../contract/session.ts'
import type { EffectiveSettings } from '../../../contract/settings.ts'
import { noUpdates } from '../../../contract/updates.ts'
import { emptyTranscript, type Transcript } from '../../../contract/transcript.ts'

export interface FakeWorldOptions {
  readonly sessions?: readonly SessionSummary[]
  readonly transcripts?: Readonly<Record<string, Transcript>>
  readonly providers?: readonly ProviderView[]
  readonly models?: readonly Model[]
  readonly localServers?: readonly LocalServer[]
  readonly settings?: Partial<EffectiveSettings>
  readonly info?: Partial<MethodOutput<'app.info'>>
  readonly now?: number
  readonly storage?: Partial<StorageView>
  readonly backups?: readonly Backup[]
  readonly drafts?: Readonly<Record<string, string>>
  readonly draftFiles?: Readonly<Record<string, readonly Attachment[]>>
  readonly contents?: Readonly<Record<string, string>>
  readonly usageDays?: readonly UsageDay[]
  readonly usagePage?: UsagePage
  readonly estimate?: ContextEstimate
  readonly mcpServers?: readonly McpServerView[]
  readonly facts?: Readonly<Record<string, ModelFacts>>
  readonly approvals?: Partial<ApprovalSettings>
  readonly folders?: FoldersView
  readonly ownTools?: OwnToolsView
  readonly agents?: readonly AgentView[]
  readonly prompts?: readonly Prompt[]
}

/** All that the fake core knows. */
export interface FakeWorld {
  readonly sessions: Map<SessionId, SessionSummary>
  readonly transcripts: Map<SessionId, Transcript>
  /** Keys as they were given; no answer ever contains one. */
  readonly keys: Map<string, string>
  providers: readonly ProviderView[]
  models: readonly Model[]
  localServers: readonly LocalServer[]
  settings: EffectiveSettings
  info: MethodOutput<'app.info'>
  now: number
  storage: StorageView
  backups: readonly Backup[]
  /** What is kept of unsent messages; empty for one that was removed. */
  readonly drafts: Map<string, string>
  readonly draftFiles: Map<string, readonly Attachment[]>
  /** The content that was attached, as base64, by hash. */
  readonly contents: Map<string, string>
  readonly usageDays: readonly UsageDay[]
  readonly usagePage: UsagePage
  mcpServers: readonly McpServerView[]
  /** Of an empty message; every letter is a token more. */
  estimate: ContextEstimate
  /** By provider and model. */
  readonly facts: Map<string, ModelFacts>
  approvals: ApprovalSettings
  folders: FoldersView
  ownTools: OwnToolsView
  agents: readonly AgentView[]
  prompts: readonly Prompt[]
}

/** Noon of a day in November 2026, so that dates on the screen do not depend on the day of the test. */
export const fakeNow = Date.UTC(2026, 10, 20, 12)

export const demoProviderId = providerIdSchema.parse('demo')

const fakeStorage: StorageView = {
  engine: 'sqlite',
  location: '/home/ada/.config/Parley/parley.sqlite',
  overridden: false,
  state: { status: 'ready' },
  capabilities: { durable: true, shared: false, search: 'index', keepsExpired: true, backups: true },
  settings: storageSettingsSchema.parse({}),
  passwords: [],
}

export function createFakeWorld(options: FakeWorldOptions): FakeWorld {
  const { sessions = [], transcripts = {}, providers = [fakeDemo, fakeAnthropic, fakeOpenAi] } = options
  return {
    sessions: new Map(sessions.map((session) => [session.id, session])),
    transcripts: new Map(
      Object.entries(transcripts).map(([id, value]) => [sessionIdSchema.parse(id), value]),
    ),
    keys: new Map(),
    usageDays: options.usageDays ?? [],
    usagePage: options.usagePage ?? { sessions: [], complete: true },
    estimate: options.estimate ?? { tokens: 0, basis: 'tokenizer' },
    facts: new Map(Object.entries(options.facts ?? {})),
    ownTools: options.ownTools ?? { folder: '/home/ada/.config/Parley/tools', tools: [] },
    folders: options.folders ?? { folders: [], writes: [] },
    approvals: { ...approvalSettingsSchema.parse({}), ...options.approvals },
    drafts: new Map(Object.entries(options.drafts ?? {})),
    draftFiles: new Map(Object.entries(options.draftFiles ?? {})),
    contents: new Map(Object.entries(options.contents ?? {})),
    providers,
    localServers: options.localServers ?? [],
    models: options.models ?? [{ id: 'parley-demo', providerId: demoProviderId, name: 'Demo model' }],
    settings: { ...fakeSettings, ...options.settings },
    info: {
      version: '0.1.0',
      face: 'desktop',
      profilePath: '/home/ada/.config/Parley',
      keyStore: 'system',
      warnings: [],
      ...options.info,
    },
    now: options.now ?? fakeNow,
    storage: { ...fakeStorage, ...options.storage },
    mcpServers: options.mcpServers ?? [],
    backups: options.backups ?? [],
    agents: options.agents ?? [],
    prompts: options.prompts ?? [],
  }
}

export function fakeSession(id: string, change: Partial<SessionSummary> = {}): SessionSummary {
  return {
    id: sessionIdSchema.parse(id),
    title: id,
    titledByUser: false,
    leafId: null,
    createdAt: fakeNow,
    updatedAt: fakeNow,
    running: false,
    ...change,
  }
}

export function transcriptOf(world: FakeWorld, id: SessionId): Transcript {
  return world.transcripts.get(id) ?? emptyTranscript
}

/** A provider for which nothing was chosen. */
export const fakeAdvanced: ProviderAdvanced = {
  limits: {},
  defaultLimits: { firstByteMs: 300_000, idleMs: 60_000, totalMs: 3_600_000 },
  rates: {},
  proxy: { kind: 'environment' },
  proxySecret: false,
  selfSigned: false,
  headers: [],
  body: {},
  keys: [],
}

export const fakeDemo: ProviderView = {
  id: demoProviderId,
  name: 'Demo model',
  protocol: 'demo',
  baseUrl: '',
  baseUrlFixed: false,
  keySource: 'not-needed',
  defaultModel: 'parley-demo',
  usable: true,
  builtIn: true,
}

export const fakeAnthropic: ProviderView = {
  ...fakeDemo,
  id: providerIdSchema.parse('anthropic'),
  name: 'Anthropic',
  protocol: 'anthropic-messages',
  baseUrl: 'https://api.anthropic.com',
  keySource: 'none',
  keyPageUrl: 'https://console.anthropic.com/settings/keys',
  defaultModel: 'claude-sonnet-4-5',
  usable: false,
  advanced: fakeAdvanced,
}

export const fakeOpenAi: ProviderView = {
  ...fakeAnthropic,
  id: providerIdSchema.parse('openai'),
  name: 'OpenAI',
  protocol: 'openai-chat',
  baseUrl: 'https://api.openai.com/v1',
  keyPageUrl: 'https://platform.openai.com/api-keys',
  defaultModel: 'gpt-5-mini',
}

const fakeSettings: EffectiveSettings = {
  providerId: demoProviderId,
  model: 'parley-demo',
  streaming: true,
  parallelTools: false,
  maxRounds: 25,
  schemaLimit: 40_000,
  theme: 'system',
  language: 'system',
  look: usualLook,
  notifications: 'brief',
  updates: noUpdates,
  generation: {},
  spending: {},
  context: { compaction: true, compactAt: 80, trimming: true },
  overridden: [],
}
