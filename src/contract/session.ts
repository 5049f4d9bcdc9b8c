import { z } from 'zod'
import { contextMarksSchema } from './context-mark.ts'
import { agentIdSchema, messageIdSchema, sessionIdSchema, timestampSchema, type AgentId } from './id.ts'

export const titleSchema = z.string().trim().min(1).max(200)
export const folderSchema = z.string().trim().min(1).max(80)
export const tagsSchema = z.array(z.string().trim().min(1).max(80)).max(50).readonly()
/** What Parley keeps at a session for itself has names that begin so; scripts can read it. */
export const ownMetadata = 'parley.'
/** What a script wants to find again at its session, and what Parley does. */
export const metadataSchema = z
  .record(z.string().min(1).max(64), z.string().max(512))
  .refine(
    (record) => Object.keys(record).filter((name) => !name.startsWith(ownMetadata)).length <= 16,
    'at most 16 entries',
  )
  .readonly()

/** A conversation: a tree of messages of which `leafId` names the tip that is shown. */
export const sessionSchema = z.object({
  /** Names one session at a time: the id of one in the trash may be given to a new one. */
  id: sessionIdSchema,
  title: z.string(),
  /** A title that the user wrote is never replaced by one that Parley derives. */
  titledByUser: z.boolean(),
  leafId: messageIdSchema.nullable(),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  pinnedAt: timestampSchema.optional(),
  archivedAt: timestampSchema.optional(),
  /** Set while the session lies in the trash. */
  deletedAt: timestampSchema.optional(),
  /** How long the session is kept after its last use, in milliseconds; absent means for ever. */
  ttlMs: z.number().int().positive().optional(),
  /** When the time of `ttlMs` is over; each use puts it off. */
  expiresAt: timestampSchema.optional(),
  folder: folderSchema.optional(),
  tags: tagsSchema.optional(),
  metadata: metadataSchema.optional(),
  /** What of its messages later requests leave out, keep, or shorten. */
  marks: contextMarksSchema.optional(),
})
export type Session = Readonly<z.infer<typeof sessionSchema>>

/** Where the agent of a session stands in its metadata. */
export const agentEntry = `${ownMetadata}agent`

/** The agent that answers in a session from its next message on; undefined where none does. It may have been deleted. */
export function agentIn({ metadata }: Pick<Session, 'metadata'>): AgentId | undefined {
  return agentIdSchema.safeParse(metadata?.[agentEntry]).data
}

/** Where a session is found: always in exactly one place. */
export const shelfSchema = z.enum(['active', 'pinned', 'archived', 'deleted'])
export type Shelf = z.infer<typeof shelfSchema>

/** The shelf of a session. The trash is stronger than the archive, and the archive than the pin. */
export function shelfOf(session: Pick<Session, 'pinnedAt' | 'archivedAt' | 'deletedAt'>): Shelf {
  if (session.deletedAt !== undefined) return 'deleted'
  if (session.archivedAt !== undefined) return 'archived'
  return session.pinnedAt === undefined ? 'active' : 'pinned'
}

/** What a user or a script may change of a session besides its title and its place in the trash. */
export const sessionChangeSchema = z
  .object({
    pinned: z.boolean(),
    archived: z.boolean(),
    ttlMs: z.number().int().min(1000).nullable(),
    folder: folderSchema.nullable(),
    tags: tagsSchema.nullable(),
    metadata: metadataSchema.nullable(),
    /** From the next message on; `null` for none. */
    agentId: agentIdSchema.nullable(),
  })
  .partial()
export type SessionFields = Readonly<z.infer<typeof sessionChangeSchema>>

/** A session as a row of the sidebar. */
export const sessionSummarySchema = sessionSchema.extend({
  /** True while a run of it goes on. */
  running: z.boolean(),
  /** True while an answer waits for a person to say whether a tool may run. */
  asking: z.boolean().optional(),
})
export type SessionSummary = Readonly<z.infer<typeof sessionSummarySchema>>
