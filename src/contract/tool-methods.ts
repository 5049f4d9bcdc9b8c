import { z } from 'zod'
import { approvalSettingsSchema, effectPoliciesChangeSchema } from './approval.ts'
import { folderAccessSchema, foldersViewSchema } from './folder.ts'
import {
  loginClientSchema,
  mcpImportSchema,
  mcpNameSchema,
  mcpOffersSchema,
  mcpServerChangeSchema,
  mcpServerViewSchema,
  mcpStatusSchema,
  otherProgramSchema,
  otherServersSchema,
} from './mcp.ts'
import { mcpAnswerSchema, mcpQuestionSchema } from './mcp-question.ts'
import { ownToolsViewSchema } from './own-tool.ts'
import { keyedServiceSchema, toolChangeSchema, toolSettingsViewSchema } from './tool-settings.ts'
import { toolDefinitionSchema } from './tool.ts'

const nothing = z.object({})
const byMcpServer = z.object({ name: mcpNameSchema })
const mcpServers = z.object({ servers: z.array(mcpServerViewSchema) })

/** What can be asked about tools: part of the table of methods. */
export const toolMethods = {
  /** What tools may do without being asked about, and what was decided for always. */
  'approvals.get': { input: nothing, output: approvalSettingsSchema },
  'approvals.update': {
    input: z.object({
      effects: effectPoliciesChangeSchema.optional(),
      waitMs: approvalSettingsSchema.shape.waitMs.unwrap().optional(),
    }),
    output: approvalSettingsSchema,
  },
  /** Takes back what was decided for always. */
  'approvals.forget': { input: z.object({ ruleId: z.string().max(64) }), output: approvalSettingsSchema },
  /** The folders that are open to the file tools, and what these changed. */
  'folders.list': { input: nothing, output: foldersViewSchema },
  /** Opens a folder, or changes what may be done in it. Own window only. */
  'folders.grant': {
    input: z.object({ path: z.string().min(1).max(4096), access: folderAccessSchema }),
    output: foldersViewSchema,
  },
  /** Lets the user point at a folder in a dialog of the system; without a path where nothing was chosen. Own window only. */
  'folders.choose': { input: nothing, output: z.object({ path: z.string().optional() }) },
  'folders.revoke': { input: z.object({ path: z.string().max(4096) }), output: foldersViewSchema },
  /** Takes a change of a file back, unless the file was changed since. */
  'folders.undo': { input: z.object({ id: z.uuid() }), output: foldersViewSchema },
  /** The files in the folder of the user's own tools, read anew. */
  'own-tools.list': { input: nothing, output: ownToolsViewSchema },
  /** Agrees to a file in the state that was seen: from now on it is loaded. Own window only. */
  'own-tools.allow': {
    input: z.object({ file: z.string().max(200), hash: z.string().max(200) }),
    output: ownToolsViewSchema,
  },
  'own-tools.forbid': { input: z.object({ file: z.string().max(200) }), output: ownToolsViewSchema },
  /** The tools that are on. */
  'tools.list': { input: nothing, output: z.object({ tools: z.array(toolDefinitionSchema) }) },
  /** Every tool, on or off, and the services behind the built-in ones. */
  'tools.settings': { input: nothing, output: toolSettingsViewSchema },
  'tools.configure': { input: toolChangeSchema, output: toolSettingsViewSchema },
  /** Keeps the key of a service, `null` removes it. No method gives one back. */
  'tools.set-key': {
    input: z.object({ service: keyedServiceSchema, key: z.string().trim().min(1).max(4096).nullable() }),
    output: toolSettingsViewSchema,
  },
  'mcp.list': { input: nothing, output: mcpServers },
  /**
   * Adds or changes a server. It carries the whole of what would be started, so that nobody switches on what was not
   * seen. A command is taken from the app's own window only.
   */
  'mcp.put': { input: mcpServerChangeSchema, output: mcpServers },
  'mcp.remove': { input: byMcpServer, output: mcpServers },
  /** Takes the last removal of that name back, with its values. */
  'mcp.restore': { input: byMcpServer, output: mcpServers },
  /** Stops and starts a server that is on; comes back when it is ready or has failed. */
  'mcp.restart': { input: byMcpServer, output: mcpServers },
  /**
   * Opens the login of a server in the browser; comes back when it is ready or has failed. Own window only. `client` is
   * kept with what the login gives.
   */
  'mcp.sign-in': { input: byMcpServer.extend({ client: loginClientSchema.optional() }), output: mcpServers },
  /** Starts a server apart from all runs, on or off, tells what it offers, and stops it again. Own window only. */
  'mcp.test': { input: byMcpServer, output: mcpStatusSchema },
  /** Adds the servers of a text that other programs use, all switched off. Own window only. */
  'mcp.import': {
    input: z.object({ text: z.string().max(1_000_000) }),
    output: mcpServers.extend({ report: mcpImportSchema }),
  },
  /** What a server holds beside its tools. It is started when it does not run. */
  'mcp.offers': { input: byMcpServer, output: mcpOffersSchema },
  /** One of the resources of a server, as text. */
  'mcp.read': {
    input: byMcpServer.extend({ uri: z.string().max(4096) }),
    output: z.object({ text: z.string() }),
  },
  /** The words of one of its prompts. */
  'mcp.prompt': {
    input: byMcpServer.extend({
      prompt: z.string().max(500),
      arguments: z.record(z.string().max(500), z.string().max(100_000)),
    }),
    output: z.object({ text: z.string() }),
  },
  /** What servers ask the user now. */
  'mcp.questions': { input: nothing, output: z.object({ questions: z.array(mcpQuestionSchema).readonly() }) },
  /** Answers one, once. Not by programs. */
  'mcp.answer': {
    input: z.object({ id: z.string().max(64), answer: mcpAnswerSchema }),
    output: nothing,
  },
  /** Reads what other programs keep of servers, where they keep it. Own window only. */
  'mcp.look-around': { input: nothing, output: z.object({ found: z.array(otherServersSchema) }) },
  /** Adds servers of another program by name, read anew and all switched off. Own window only. */
  'mcp.take': {
    input: z.object({ program: otherProgramSchema, names: z.array(mcpNameSchema).min(1).max(500) }),
    output: mcpServers.extend({ report: mcpImportSchema }),
  },
} as const
