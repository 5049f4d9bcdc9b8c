import { z } from 'zod'
import { agentViewSchema } from './agent.ts'
import { completionPieceSchema } from './completion.ts'
import { localApiViewSchema } from './local-api.ts'
import { menuCommandSchema } from './menu-command.ts'
import { promptSchema } from './prompt.ts'
import { runIdSchema, sessionIdSchema } from './id.ts'
import { mcpQuestionSchema } from './mcp-question.ts'
import { mcpServerViewSchema } from './mcp.ts'
import { providerViewSchema } from './provider.ts'
import { runEventSchema } from './run-event.ts'
import { sessionSummarySchema } from './session.ts'
import { effectiveSettingsSchema } from './settings.ts'
import { releaseSchema } from './updates.ts'
import { progressSchema, storageViewSchema } from './storage.ts'

/** What the core tells a client without being asked. Run events come only to a client that watches the run. */
export const noticeSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run-events'),
    runId: runIdSchema,
    sessionId: sessionIdSchema,
    events: z.array(runEventSchema).readonly(),
  }),
  z.object({ type: z.literal('session-changed'), session: sessionSummarySchema }),
  /** The session is gone for good: from the trash, or from an engine that keeps nothing when its time is over. */
  z.object({ type: z.literal('session-purged'), sessionId: sessionIdSchema }),
  /** Any session may be another one now: a backup took the place of the database. */
  z.object({ type: z.literal('sessions-replaced') }),
  /** Sessions came in, too many to tell each: the lists are to be read again. */
  z.object({ type: z.literal('sessions-imported') }),
  z.object({ type: z.literal('storage-changed'), storage: storageViewSchema }),
  z.object({ type: z.literal('storage-progress'), progress: progressSchema }),
  /** A newer version was found by looking once a day. */
  z.object({ type: z.literal('update-found'), release: releaseSchema }),
  z.object({ type: z.literal('settings-changed'), settings: effectiveSettingsSchema }),
  z.object({ type: z.literal('providers-changed'), providers: z.array(providerViewSchema) }),
  z.object({ type: z.literal('agents-changed'), agents: z.array(agentViewSchema).readonly() }),
  z.object({ type: z.literal('prompts-changed'), prompts: z.array(promptSchema).readonly() }),
  /** What servers ask the user now: all of it. */
  z.object({ type: z.literal('mcp-questions'), questions: z.array(mcpQuestionSchema).readonly() }),
  z.object({ type: z.literal('mcp-changed'), servers: z.array(mcpServerViewSchema) }),
  z.object({ type: z.literal('local-api-changed'), api: localApiViewSchema }),
  /** What the person chose in the menu of the desktop; only to the window that has it. */
  z.object({ type: z.literal('command-chosen'), command: menuCommandSchema }),
  /** The person wants to see this session, having chosen a notification of the system. */
  z.object({ type: z.literal('session-chosen'), sessionId: sessionIdSchema }),
  /** Parts of an answer that this client asked for with that id. */
  z.object({
    type: z.literal('completion-pieces'),
    id: z.string(),
    pieces: z.array(completionPieceSchema).readonly(),
  }),
])
export type Notice = Readonly<z.infer<typeof noticeSchema>>
