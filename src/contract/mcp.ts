import { z } from 'zod'
import { failureSchema } from './failure.ts'
import { loginValueNameSchema, programLoginSchema } from './mcp-login.ts'
import { headerNameSchema, headerValueSchema } from './provider-network.ts'
import { toolDefinitionSchema } from './tool.ts'

const controlCharacters = /\p{Cc}/u
const line = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => !text.includes('\0'), 'must not hold a null character')

/** What an MCP server is called: on the screen, in the settings file, and before the names of its tools. */
export const mcpNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .refine((name) => !controlCharacters.test(name), 'must be one line')
  .refine((name) => /[a-zA-Z0-9]/.test(name), 'needs a letter from a to z or a digit')

/** The name of a variable of the environment. */
export const variableNameSchema = z
  .string()
  .max(200)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be letters, digits and _')
const variableNames = z.array(variableNameSchema).max(100).readonly()

/** How a server is reached: a command of this computer, whose words are never read by a shell, or an address. */
export const mcpLaunchSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('stdio'),
    command: line(4096).min(1),
    args: z.array(line(32_768)).max(500).readonly().default([]),
    /** The folder in which it runs; absent: the user's own. */
    cwd: line(4096).min(1).optional(),
  }),
  z.object({
    /** `sse` is the older of the two ways over HTTP. */
    type: z.enum(['http', 'sse']),
    url: z
      .string()
      .max(4096)
      .regex(/^https?:\/\/\S+$/, 'must begin with http:// or https://'),
  }),
])
export type McpLaunch = z.infer<typeof mcpLaunchSchema>

/** One server in `settings.json`. Values of variables and headers are kept with the keys, only their names are here. */
export const mcpServerSettingsSchema = z.object({
  launch: mcpLaunchSchema,
  enabled: z.boolean().default(false),
  env: variableNames.default([]),
  headers: z.array(headerNameSchema).max(50).readonly().default([]),
  /** How Parley logs in at an address by itself; absent: a person does, where the server wants it. */
  login: programLoginSchema.optional(),
  /** What is kept for this login. */
  loginValues: z.array(loginValueNameSchema).max(10).readonly().default([]),
  /** Variables of Parley's own environment that `${NAME}` may stand for in this server's settings. */
  variables: variableNames.default([]),
  /** Whether it is told which folders are open to tools, when it asks. */
  shareFolders: z.boolean().optional(),
  /** Whether it may ask the user questions by a form while its tools run. */
  asks: z.boolean().optional(),
  /** Whether it may ask the chat's model while its tools run, each time with the user's word. */
  samples: z.boolean().optional(),
})
export type McpServerSettings = Readonly<z.infer<typeof mcpServerSettingsSchema>>

/** What the user gives to add or change a server: the whole of it, so that nobody starts what was not seen. */
export const mcpServerChangeSchema = mcpServerSettingsSchema
  .pick({ enabled: true, variables: true, shareFolders: true, asks: true, samples: true, login: true })
  .extend({
    name: mcpNameSchema,
    /** The name that it had until now. Absent: it is new. */
    previousName: mcpNameSchema.optional(),
    launch: mcpLaunchSchema,
    /** Values to keep, `null` to forget one. What is not named stays. */
    env: z.record(variableNameSchema, line(32_768).nullable()).default({}),
    headers: z.record(headerNameSchema, headerValueSchema.nullable()).default({}),
    loginValues: z.partialRecord(loginValueNameSchema, line(32_768).nullable()).default({}),
  })
export type McpServerChange = z.infer<typeof mcpServerChangeSchema>

export const mcpToolSchema = toolDefinitionSchema
  .pick({ description: true, effect: true, untrusted: true })
  .extend({
    /** As the server calls it. */
    name: z.string(),
    /** As the model is told. */
    qualifiedName: z.string(),
  })
export type McpTool = Readonly<z.infer<typeof mcpToolSchema>>

export const mcpStateSchema = z.enum(['stopped', 'starting', 'ready', 'failed'])

/** How a server stands now. */
export const mcpStatusSchema = z.object({
  state: mcpStateSchema,
  tools: z.array(mcpToolSchema).readonly(),
  /** Tools that the server has beyond the number that Parley takes. */
  leftOut: z.number().int().nonnegative(),
  /** The last lines that its process wrote beside the protocol. */
  output: z.array(z.string()).readonly(),
  /** The server's own name and version. */
  about: z.string().optional(),
  failure: failureSchema.optional(),
  /** What the process gave back when it ended by itself. */
  exitCode: z.number().int().optional(),
  /** When it is started again by itself, as milliseconds from now. */
  retryMs: z.number().nonnegative().optional(),
})
export type McpStatus = Readonly<z.infer<typeof mcpStatusSchema>>

/** A server for the screen. No value of a variable or header is in it. */
export const mcpServerViewSchema = mcpServerSettingsSchema.extend({
  name: mcpNameSchema,
  status: mcpStatusSchema,
  /** Names that `${NAME}` asks for and that are not allowed yet. */
  wanted: z.array(z.string()).readonly(),
})
export type McpServerView = Readonly<z.infer<typeof mcpServerViewSchema>>

/** A server that did not come in: `name`, `launch` and `settings` say what of it cannot be, `program` that it would start one. */
export const mcpSkippedSchema = z.object({
  name: z.string(),
  reason: z.enum(['name', 'launch', 'settings', 'program']),
  /** Which of the settings. */
  field: z.string().default(''),
})
export type McpSkipped = Readonly<z.infer<typeof mcpSkippedSchema>>

/** What became of pasted settings. Whatever was added is switched off. */
export const mcpImportSchema = z.object({
  added: z.array(mcpNameSchema),
  skipped: z.array(mcpSkippedSchema),
})
export type McpImport = Readonly<z.infer<typeof mcpImportSchema>>

/** The name under which whoever runs a login knows Parley, where it takes only names that it gave by hand. */
export const loginClientSchema = z.object({
  id: z.string().trim().min(1).max(2000),
  secret: z.string().trim().min(1).max(4096).optional(),
})
export type LoginClient = Readonly<z.infer<typeof loginClientSchema>>

/** Something that a server holds to be read; `template`: what stands in braces in its address is to be filled in. */
export const mcpResourceSchema = z.object({
  uri: z.string(),
  name: z.string(),
  description: z.string().optional(),
  template: z.boolean(),
})
export type McpResource = Readonly<z.infer<typeof mcpResourceSchema>>

/** Words that a server has for the beginning of a message. */
export const mcpPromptSchema = z.object({
  name: z.string(),
  description: z.string().optional(),
  arguments: z
    .array(z.object({ name: z.string(), description: z.string().optional(), required: z.boolean() }))
    .readonly(),
})
export type McpPrompt = Readonly<z.infer<typeof mcpPromptSchema>>

/** What a server holds beside its tools. */
export const mcpOffersSchema = z.object({
  resources: z.array(mcpResourceSchema).readonly(),
  prompts: z.array(mcpPromptSchema).readonly(),
  leftOut: z.number().int().nonnegative(),
})
export type McpOffers = Readonly<z.infer<typeof mcpOffersSchema>>

/** Programs whose servers can be taken over. */
export const otherPrograms = ['claude-desktop', 'cursor', 'vscode'] as const
export const otherProgramSchema = z.enum(otherPrograms)
export type OtherProgram = z.infer<typeof otherProgramSchema>
export const otherProgramNames: Readonly<Record<OtherProgram, string>> = {
  'claude-desktop': 'Claude Desktop',
  cursor: 'Cursor',
  vscode: 'VS Code',
}

/** What the file of another program says of servers. No value of a variable or header is in it. */
export const otherServersSchema = z.object({
  program: otherProgramSchema,
  path: z.string().optional(),
  servers: z
    .array(
      z.object({
        name: z.string(),
        launch: mcpLaunchSchema,
        env: z.array(z.string()).readonly(),
        headers: z.array(z.string()).readonly(),
        loginValues: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  skipped: mcpImportSchema.shape.skipped,
  /** Why there is nothing. */
  failure: failureSchema.optional(),
})
export type OtherServers = Readonly<z.infer<typeof otherServersSchema>>

const longestPrefix = 24

/**
 * What stands before the names of a server's tools: the server's name in letters, digits, `_` and `-`, never `__`. Two
 * servers must not have the same.
 */
export function toolPrefix(server: string): string {
  const plain = plainToolName(server).replaceAll(/_+/g, '_')
  return plain.slice(0, longestPrefix).replace(/_+$/, '') || 'server'
}

/** A name in the letters that every provider takes. */
export function plainToolName(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-zA-Z0-9_-]+/g, '_')
    .replace(/^_+/, '')
}
