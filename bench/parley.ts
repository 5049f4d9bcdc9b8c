import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { providerIdOf } from '../src/contract/id.ts'
import type { RunOptions } from '../src/contract/run.ts'
import { settingsSchema } from '../src/contract/settings.ts'
import type { ToolDefinition } from '../src/contract/tool.ts'
import { createContentTools } from '../src/main/attachments/content-tools.ts'
import { createAttachmentSearch } from '../src/main/core/attachments/search/attachment-search.ts'
import { createAttachments } from '../src/main/core/attachments/attachments.ts'
import { createApprovals } from '../src/main/core/approval/approvals.ts'
import { contextRules } from '../src/main/core/compaction/context-rules.ts'
import { connectTerminal, type TerminalClient } from '../src/main/cli/turn.ts'
import { systemClock } from '../src/main/config/system-clock.ts'
import { openLedgerFile } from '../src/main/config/ledger-file.ts'
import { createMcpQuestions } from '../src/main/core/mcp/questions.ts'
import { createMoney } from '../src/main/core/money/money.ts'
import { createAgents } from '../src/main/core/library/agents.ts'
import { createPrompts } from '../src/main/core/library/prompts.ts'
import { fakeList } from '../src/main/core/testing/fake-list.ts'
import type { Log } from '../src/main/core/ports/log.ts'
import type { ModelClient } from '../src/main/core/ports/model-client.ts'
import type { ToolSource } from '../src/main/core/ports/tool-source.ts'
import { createSessions } from '../src/main/core/session/sessions.ts'
import type { Door } from '../src/main/methods/door.ts'
import { createMethods } from '../src/main/methods/create-methods.ts'
import { createMemoryAttachments } from '../src/main/persistence/memory-attachments.ts'
import { openSqliteStore } from '../src/main/persistence/sqlite/open.ts'
import { createPriceCatalogue } from '../src/main/providers/price-catalogue.ts'
import { createModelClientFactory } from '../src/main/providers/create-model-client.ts'

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const limits = { firstByteMs: 60_000, idleMs: 60_000, totalMs: 600_000 }

/** Parley's client of a protocol. `url` is where the wire's paths begin. */
export function modelClient(
  protocol: 'openai-chat' | 'anthropic-messages',
  url: string,
): Promise<ModelClient> {
  const factory = createModelClientFactory({ clock: systemClock, userAgent: 'bench' })
  const credentials = { kind: 'key', value: 'x' } as const
  return factory({
    providerId: providerIdOf('bench'),
    name: 'Bench',
    protocol,
    baseUrl: url,
    credentials,
    limits,
  })
}

const unused = () => Promise.reject(new Error('not part of this measurement'))

/** What every run of a measurement is asked to do with. */
export const benchOptions: RunOptions = {
  providerId: providerIdOf('bench'),
  model: 'm',
  streaming: true,
  parallelTools: true,
  maxRounds: 5,
}

export interface Engine {
  readonly client: TerminalClient
  readonly door: Door
  close(): Promise<void>
}

/** The whole engine, from the door to a real SQLite file, on the given model and tools. */
export async function startEngine(model: ModelClient, tools: ToolSource): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const store = await openSqliteStore({ path: join(folder, 'parley.sqlite'), log: silent })
  const sessions = createSessions(store, systemClock, () => ({}))
  const settings = settingsSchema.parse({ approvals: { effects: { write: 'allow', run: 'allow' } } })
  const book = { current: () => settings } as never
  const approvals = createApprovals(book, systemClock)
  const money = createMoney({
    book,
    list: { get: async () => ({ prices: 'openai', protocol: 'openai-chat' }) } as never,
    catalogue: createPriceCatalogue(),
    ledger: openLedgerFile(join(folder, 'usage.json'), systemClock, silent),
    store,
    clock: systemClock,
    log: silent,
  })
  const staged = createMemoryAttachments(async () => [])
  const attachments = createAttachments({ store, staged, tools: createContentTools() })
  const agents = createAgents(fakeList())
  const methods = createMethods(
    {
      store,
      sessions,
      tools,
      resolveOptions: async (choice) => ({ ...benchOptions, ...choice }),
      connect: async () => model,
      toolTimeoutMs: () => 60_000,
      toolLimits: () => ({ atOnce: 8, perRound: 50, equal: 5, outsideMs: 600_000 }),
      schemaLimit: () => 40_000,
      outputLength: () => 100_000,
      agents,
      approvals,
      attachments,
      attachmentSearch: createAttachmentSearch({
        attachments,
        chosen: () => undefined,
        embed: () => Promise.reject(new Error('nothing is embedded here')),
        moneyFor: money.forRun,
        clock: systemClock,
        log: silent,
      }),
      moneyFor: money.forRun,
      context: contextRules(book, money),
      clock: systemClock,
      random: Math.random,
      log: silent,
    },
    {
      info: () => ({ version: '', face: 'server', profilePath: folder, keyStore: 'file', warnings: [] }),
      book,
      money,
      counter: { count: unused },
      storage: { watch: () => () => undefined } as never,
      mcp: {
        watch: () => () => undefined,
        questions: createMcpQuestions(systemClock, () => 600_000),
      } as never,
      files: {} as never,
      own: {} as never,
      toolRoom: {} as never,
      choice: { effective: unused, resolve: unused },
      providers: {
        views: async () => [],
        add: unused,
        update: unused,
        remove: unused,
        setKey: unused,
        addKey: unused,
        removeKey: unused,
        removeAll: unused,
        setHeader: unused,
        removeHeader: unused,
      },
      findLocal: unused,
      keyRing: { watch: () => () => undefined } as never,
      left: [],
      offered: { list: unused, resolve: unused },
      localApi: { watch: () => () => undefined } as never,
      agents,
      prompts: createPrompts(fakeList()),
      software: {} as never,
      updates: { watch: () => () => undefined } as never,
      connections: { connect: unused, models: unused, peek: unused, embed: unused, test: unused },
      tools,
      openLink: undefined,
      drafts: { all: async () => ({}), put: async () => undefined },
    },
  )
  const client = connectTerminal(methods.door)
  return {
    client,
    door: methods.door,
    async close() {
      client.close()
      await methods.close()
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Tools that take the given time. */
export function slowTools(definitions: readonly ToolDefinition[], ms: number): ToolSource {
  return {
    list: async () => definitions,
    async call(call) {
      const { n } = JSON.parse(call.arguments) as { readonly n: number }
      if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
      return JSON.stringify({ ok: n })
    },
  }
}
