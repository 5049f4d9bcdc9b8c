import { z } from 'zod'
import { failureSchema } from './failure.ts'
import { timestampSchema } from './id.ts'

/** Where sessions are kept, in the words of the flag `-session`. */
export const engineSchema = z.enum(['sqlite', 'inmemory', 'redis', 'pgsql'])
export type Engine = z.infer<typeof engineSchema>

const hostName = z.string().trim().min(1).max(255)
const port = z.number().int().min(1).max(65_535)

/** How a Redis server is reached. The password is kept with the keys. */
export const redisSettingsSchema = z.object({
  address: hostName.default('localhost:6379'),
  username: z.string().max(100).optional(),
  database: z.number().int().min(0).max(1000).default(0),
  tls: z.boolean().default(false),
})
export type RedisSettings = Readonly<z.infer<typeof redisSettingsSchema>>

/** How a PostgreSQL server is reached. The password is kept with the keys. */
export const pgsqlSettingsSchema = z.object({
  host: hostName.default('localhost'),
  port: port.default(5432),
  user: z.string().min(1).max(100).default('root'),
  database: z.string().min(1).max(100).default('parley'),
  tls: z.boolean().default(false),
})
export type PgsqlSettings = Readonly<z.infer<typeof pgsqlSettingsSchema>>

const ageMs = z.number().int().min(1000).max(3_155_760_000_000)

/** When backups are made by themselves, and how many of them stay. */
export const backupSettingsSchema = z.object({
  /** `null`: only when one is asked for. */
  everyMs: ageMs.nullable().default(86_400_000),
  keep: z.number().int().min(1).max(1000).default(7),
})

export const storageSettingsSchema = z.object({
  engine: engineSchema.default('sqlite'),
  redis: redisSettingsSchema.prefault({}),
  pgsql: pgsqlSettingsSchema.prefault({}),
  /** How long new sessions are kept after their last use; absent means for ever. */
  sessionTtlMs: ageMs.optional(),
  /** How long the trash keeps a session; absent means until it is emptied. */
  trashMs: ageMs.optional(),
  /** How often sessions are looked at whose time may be over. */
  cleanUpMs: ageMs.default(300_000),
  backup: backupSettingsSchema.prefault({}),
})
export type StorageSettings = Readonly<z.infer<typeof storageSettingsSchema>>

/** An engine to try or to move to. Without a password the one that is kept is used. */
export const engineChoiceSchema = z.object({
  engine: engineSchema,
  redis: redisSettingsSchema.prefault({}),
  pgsql: pgsqlSettingsSchema.prefault({}),
  password: z.string().max(1000).optional(),
})
export type EngineChoice = Readonly<z.output<typeof engineChoiceSchema>>

/** What an engine does and does not do, so that callers can say so. */
export const capabilitiesSchema = z.object({
  /** False: everything ends with the process. */
  durable: z.boolean(),
  /** True: other processes may read and write the same data at the same time. */
  shared: z.boolean(),
  /** `index` finds everything; `scan` looks through a bounded number of recent messages and cannot rank. */
  search: z.enum(['index', 'scan']),
  /** False: a session whose time is over is gone and not in the trash. */
  keepsExpired: z.boolean(),
  /** False: Parley makes no backups of it. */
  backups: z.boolean(),
})

export type Capabilities = Readonly<z.infer<typeof capabilitiesSchema>>

/** Whether the engine answers. While it is `lost`, writes wait for it. */
export const storageStateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ready') }),
  z.object({ status: z.literal('lost'), failure: failureSchema }),
])
export type StorageState = Readonly<z.infer<typeof storageStateSchema>>

export const storageViewSchema = z.object({
  /** The engine that is in use now. */
  engine: engineSchema,
  /** The file, or host and port. Never a password. */
  location: z.string(),
  /** True: a flag or a variable chose the engine for this start, whatever the settings say. */
  overridden: z.boolean(),
  state: storageStateSchema,
  capabilities: capabilitiesSchema,
  settings: storageSettingsSchema,
  /** Engines whose password is kept. */
  passwords: z.array(engineSchema),
})
export type StorageView = Readonly<z.infer<typeof storageViewSchema>>

/** How a long task over sessions goes on. */
export const progressSchema = z.object({ done: z.number().int(), total: z.number().int() })
export type Progress = Readonly<z.infer<typeof progressSchema>>

/** How much there is of everything. */
export const countsSchema = z.object({
  sessions: z.number().int(),
  messages: z.number().int(),
  runs: z.number().int(),
  calls: z.number().int(),
  /** Pictures and files that messages refer to, each once. */
  attachments: z.number().int(),
})
export type Counts = Readonly<z.infer<typeof countsSchema>>

/**
 * A file that the chats can be brought back from. `backup`: made on time or when asked for, and read back. `upgrade`: the
 * database as it was before a new version changed its format, read back too. `replaced`: what was there before a backup
 * or what was saved of it took its place. `broken`: a damaged database.
 */
export const backupKindSchema = z.enum(['backup', 'upgrade', 'replaced', 'broken'])
export const backupSchema = z.object({
  /** The name of the file, without its folder. */
  name: z.string(),
  kind: backupKindSchema,
  at: timestampSchema,
  bytes: z.number().int(),
})
export type Backup = Readonly<z.infer<typeof backupSchema>>

/** What a new version did to the database when it was opened. */
export const upgradeSchema = z.object({
  from: z.number().int(),
  to: z.number().int(),
  before: countsSchema,
  after: countsSchema,
  /** The name of the copy that was made before. */
  snapshot: z.string(),
})
export type Upgrade = Readonly<z.infer<typeof upgradeSchema>>
