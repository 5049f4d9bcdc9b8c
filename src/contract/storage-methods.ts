import { z } from 'zod'
import {
  backupSchema,
  backupSettingsSchema,
  countsSchema,
  engineChoiceSchema,
  storageSettingsSchema,
  storageViewSchema,
} from './storage.ts'

const nothing = z.object({})

/** What can be asked about the place of the chats: part of the table of methods. */
export const storageMethods = {
  'storage.get': { input: nothing, output: storageViewSchema },
  /**
   * Changes how long sessions and the trash are kept, `null` meaning for ever, and when backups are made. Engines are
   * changed by a move.
   */
  'storage.update': {
    input: z.object({
      sessionTtlMs: storageSettingsSchema.shape.sessionTtlMs.nullable(),
      trashMs: storageSettingsSchema.shape.trashMs.nullable(),
      backup: backupSettingsSchema.optional(),
    }),
    output: storageViewSchema,
  },
  /** Opens an engine, makes its schema when there is none, and lets go of it. */
  'storage.test': { input: engineChoiceSchema, output: z.object({ durationMs: z.number() }) },
  /**
   * Changes to another engine and keeps it for later starts. With `copy` every session is copied there first, each
   * copy read back and compared, and only then is it used; nothing is taken away from the engine before.
   */
  'storage.move': {
    input: engineChoiceSchema.extend({ copy: z.boolean() }),
    output: z.object({ storage: storageViewSchema, copied: z.number().int(), skipped: z.number().int() }),
  },
  /** Makes a backup now and reads it back. Refused by engines without backups. */
  'storage.backup': { input: nothing, output: backupSchema },
  /** All files that the chats can be brought back from, newest first; none for engines without backups. */
  'storage.backups': { input: nothing, output: z.object({ backups: z.array(backupSchema).readonly() }) },
  /**
   * Goes back to one of these files, after a check of all of it. What was there before is kept under another name. Refused
   * while a run goes on.
   */
  'storage.restore': {
    input: z.object({ name: z.string().min(1).max(255) }),
    output: z.object({ storage: storageViewSchema, counts: countsSchema, kept: z.string() }),
  },
} as const
