import { z } from 'zod'
import { exportedFileSchema, exportFormatSchema, importReportSchema, maxPieceLength } from './archive.ts'
import { attachmentMethods } from './attachment-methods.ts'
import { saidMessageSchema } from './batch.ts'
import { branchTreeSchema } from './branch-tree.ts'
import { contextMethods } from './context-methods.ts'
import { failureSchema } from './failure.ts'
import { messageIdSchema, providerIdSchema, runIdSchema, sessionIdSchema } from './id.ts'
import { libraryMethods } from './library-methods.ts'
import { localApiMethods } from './local-api.ts'
import {
  modelFactsSchema,
  pricesSchema,
  sessionCostSchema,
  usageDaySchema,
  usagePageSchema,
  usageQuerySchema,
} from './money.ts'
import { connectionTestSchema, localServerSchema, modelSchema, providerViewSchema } from './provider.ts'
import { keyNumberSchema } from './provider-limits.ts'
import { headerNameSchema, headerValueSchema } from './provider-network.ts'
import { runChoiceSchema as runChoice, runSchema } from './run.ts'
import { runMethods } from './run-methods.ts'
import { foundInSessionSchema, searchPageSchema, searchQuerySchema } from './search.ts'
import {
  folderSchema,
  sessionChangeSchema,
  sessionSummarySchema,
  shelfSchema,
  titleSchema,
} from './session.ts'
import {
  effectiveSettingsSchema,
  providerBasicsSchema,
  providerChangeSchema,
  settingsChangeSchema,
} from './settings.ts'
import { softwareSchema } from './software.ts'
import { progressSchema, upgradeSchema } from './storage.ts'
import { storageMethods } from './storage-methods.ts'
import { toolMethods } from './tool-methods.ts'
import { releaseSchema } from './updates.ts'
import { usageSchema } from './usage.ts'
import { longestPage, transcriptSchema } from './transcript.ts'

const nothing = z.object({})
const bySession = z.object({ sessionId: sessionIdSchema })
const byProvider = z.object({ providerId: providerIdSchema })
/** Made by the caller: one export or import that goes on in several requests. */
const byTransfer = z.object({ id: z.string().min(1).max(64) })
const modelName = z.string().min(1).max(200)
const order = z.number().int().nonnegative()
const started = z.object({ run: runSchema, session: sessionSummarySchema })
const providers = z.object({ providers: z.array(providerViewSchema) })

/**
 * Everything that a window, a browser page, the terminal or a script can ask of the core. One table is the contract
 * for all of them: the name, what goes in, what comes out.
 */
export const methods = {
  'app.info': {
    input: nothing,
    output: z.object({
      version: z.string(),
      face: z.enum(['desktop', 'server']),
      profilePath: z.string(),
      /** How keys are kept: the system's key store, a file that only the user may read, or a store without secrecy. */
      keyStore: z.enum(['system', 'file', 'weak']),
      /** What went wrong at the start without stopping it; to be shown once. */
      warnings: z.array(failureSchema),
      /** Set when this start brought the database to a new format; to be shown once. */
      upgrade: upgradeSchema.optional(),
    }),
  },
  /** Versions of what Parley runs on, for a report of a fault. */
  'app.software': { input: nothing, output: softwareSchema },
  /** Asks the feed of the settings for the newest version. Nothing is fetched but what it says. */
  'updates.check': { input: nothing, output: releaseSchema },
  'settings.get': { input: nothing, output: effectiveSettingsSchema },
  'settings.update': { input: settingsChangeSchema, output: effectiveSettingsSchema },
  'providers.list': { input: nothing, output: providers },
  'providers.add': {
    input: providerBasicsSchema.required({ name: true, protocol: true, baseUrl: true }),
    output: providerViewSchema,
  },
  'providers.update': {
    input: byProvider.extend({ change: providerChangeSchema }),
    output: providerViewSchema,
  },
  'providers.remove': { input: byProvider, output: providers },
  /** Stores a key. No method gives one back. */
  'providers.set-key': {
    input: byProvider.extend({ key: z.string().trim().min(1).max(4096) }),
    output: providerViewSchema,
  },
  /** Stores a further key, which is used where the ones before are refused or limited. */
  'providers.add-key': {
    input: byProvider.extend({ key: z.string().trim().min(1).max(4096) }),
    output: providerViewSchema,
  },
  /** Removes a key, the first one when no number is named. The next one then takes the place of the first. */
  'providers.remove-key': {
    input: byProvider.extend({ number: keyNumberSchema.optional() }),
    output: providerViewSchema,
  },
  /** Sends a header with every request from now on. Its value is kept with the keys; no method gives it back. */
  'providers.set-header': {
    input: byProvider.extend({ name: headerNameSchema, value: headerValueSchema }),
    output: providerViewSchema,
  },
  'providers.remove-header': {
    input: byProvider.extend({ name: headerNameSchema }),
    output: providerViewSchema,
  },
  /** Asks the provider for its models with the key and address that are in use now. */
  'providers.test': { input: byProvider, output: connectionTestSchema },
  /** Which servers of models run on this computer at their usual ports, of those that are not in use yet. */
  'providers.find-local': {
    input: nothing,
    output: z.object({ found: z.array(localServerSchema).readonly() }),
  },
  'models.list': {
    input: byProvider.extend({ refresh: z.boolean().optional() }),
    output: z.object({ models: z.array(modelSchema) }),
  },
  /** What is known of a model's window and prices. */
  'models.facts': { input: byProvider.extend({ model: modelName }), output: modelFactsSchema },
  /** The user's own prices of a model; `null` goes back to those of the catalogue. */
  'models.set-prices': {
    input: byProvider.extend({ model: modelName, prices: pricesSchema.nullable() }),
    output: modelFactsSchema,
  },
  /** Vectors of texts, in their order. Without a provider the model's name decides who makes them. */
  'embeddings.create': {
    input: z.object({
      providerId: providerIdSchema.optional(),
      model: modelName,
      texts: z.array(z.string().min(1)).min(1).max(2048),
      dimensions: z.number().int().min(1).max(100_000).optional(),
    }),
    output: z.object({
      providerId: providerIdSchema,
      model: z.string(),
      vectors: z.array(z.array(z.number()).readonly()).readonly(),
      usage: usageSchema.optional(),
      /** US dollars; absent when no price is known. */
      cost: z.number().nonnegative().optional(),
    }),
  },
  /** What was used, by day and model, oldest first. */
  'usage.days': { input: nothing, output: z.object({ days: z.array(usageDaySchema) }) },
  /** Which chats outside the trash used most: the dearest first, then those with the most tokens. */
  'usage.sessions': { input: usageQuerySchema, output: usagePageSchema },
  ...contextMethods,
  ...toolMethods,
  ...libraryMethods,
  /** Newest first; `cursor` is the `nextCursor` of the page before. */
  'sessions.list': {
    input: z.object({
      /** `active` when absent. */
      shelf: shelfSchema.optional(),
      folder: folderSchema.optional(),
      cursor: z.string().max(200).optional(),
      limit: z.number().int().min(1).max(500).optional(),
    }),
    output: z.object({ sessions: z.array(sessionSummarySchema), nextCursor: z.string().optional() }),
  },
  'sessions.create': {
    input: z.object({
      sessionId: sessionIdSchema.optional(),
      title: titleSchema.optional(),
      /** What was said before, oldest first; of no effect on a session that is there already. */
      messages: z.array(saidMessageSchema).max(10_000).optional(),
    }),
    output: sessionSummarySchema,
  },
  /**
   * The session as it is now, with the newest page of its conversation. `live` tells from which event of each running run
   * to watch on.
   */
  'sessions.open': {
    input: bySession,
    output: z.object({
      session: sessionSummarySchema,
      transcript: transcriptSchema,
      live: z.array(z.object({ runId: runIdSchema, seq: z.number().int().nonnegative() })),
    }),
  },
  /**
   * The page of a conversation that ends with a message: so many messages, and those before them up to the question that
   * they answer. Where its first message has a parent, there is a page before it.
   */
  'sessions.older': {
    input: bySession.extend({
      messageId: messageIdSchema,
      limit: z.number().int().min(1).max(longestPage).optional(),
    }),
    output: z.object({ transcript: transcriptSchema }),
  },
  /** The messages of the conversation that is shown in which the words occur, oldest first, and how often each has them. */
  'sessions.find': {
    input: bySession.extend({ text: searchQuerySchema.shape.text }),
    output: foundInSessionSchema,
  },
  /** What a session has cost so far, as far as prices are known. */
  /** All versions of a chat: where it divides, and the stretches in between. */
  'sessions.tree': { input: bySession, output: branchTreeSchema },
  'sessions.cost': { input: bySession, output: sessionCostSchema },
  'sessions.rename': { input: bySession.extend({ title: titleSchema }), output: sessionSummarySchema },
  /** Pins, archives, files, tags. The named fields replace the old ones, `null` takes one away. */
  'sessions.update': {
    input: bySession.extend({ change: sessionChangeSchema }),
    output: sessionSummarySchema,
  },
  /** Moves the session to the trash and stops its runs. */
  'sessions.delete': { input: bySession, output: sessionSummarySchema },
  /** Takes the session out of the trash. Refused while another one has its id. */
  'sessions.restore': { input: bySession, output: sessionSummarySchema },
  /** Removes a session that lies in the trash for good, with everything in it. */
  'sessions.purge': { input: bySession, output: nothing },
  /** A copy of the conversation up to a message, as a session of its own; of all of it when no message is named. */
  'sessions.fork': {
    input: bySession.extend({ messageId: messageIdSchema.optional() }),
    output: sessionSummarySchema,
  },
  /**
   * Makes the newest branch that holds a message the one that the session shows, unless what it shows holds it already.
   * `behind` is how many messages follow it there.
   */
  'sessions.show': {
    input: bySession.extend({ messageId: messageIdSchema }),
    output: z.object({ session: sessionSummarySchema, behind: order }),
  },
  /**
   * Folds the older part of the conversation into a summary, which later requests send in its place; the messages stay
   * as they are. A run of its own, which can be watched and stopped.
   */
  'sessions.compact': { input: bySession.extend({ options: runChoice.optional() }), output: started },
  /** Takes back a summary, so that later requests send again what it stands for. */
  'sessions.unfold': {
    input: bySession.extend({ messageId: messageIdSchema }),
    output: sessionSummarySchema,
  },
  /** Messages of all sessions outside the trash in which every word of the text occurs. */
  'sessions.search': { input: searchQuerySchema, output: searchPageSchema },
  /** One session as a file: all of it as an archive, the branch that it shows in the other formats. */
  'sessions.export': { input: bySession.extend({ format: exportFormatSchema }), output: exportedFileSchema },
  ...attachmentMethods,
  /** The pages of an archive of everything, asked for in order from 0. A page may end anywhere but in a character. */
  'archive.read': {
    input: byTransfer.extend({ page: order }),
    output: z.object({ text: z.string(), last: z.boolean(), progress: progressSchema }),
  },
  /**
   * The pieces of one file, given in order from 0, each when the one before is answered; a piece may begin and end
   * anywhere. What the file is, its content tells. Gives the report so far.
   */
  'archive.import': {
    input: byTransfer.extend({ piece: order, text: z.string().max(maxPieceLength), last: z.boolean() }),
    output: importReportSchema,
  },
  /** Ends an export or import before its end. Chats that were imported stay. */
  'archive.cancel': { input: byTransfer, output: nothing },
  ...storageMethods,
  ...localApiMethods,
  ...runMethods,
  /** Opens a link outside Parley after the check of `safeLink`. Desktop only. */
  'links.open': { input: z.object({ url: z.string().max(8192) }), output: nothing },
} as const

export type Methods = typeof methods
export type MethodName = keyof Methods
/** What a caller may write: fields with a default are optional. */
export type MethodInput<Name extends MethodName> = z.input<Methods[Name]['input']>
/** What a handler receives: parsed. */
export type ParsedInput<Name extends MethodName> = z.output<Methods[Name]['input']>
export type MethodOutput<Name extends MethodName> = z.output<Methods[Name]['output']>

/** Gives the output of a handler of this very process its type; the handlers' own types say the same. */
export function trustOutput<Name extends MethodName>(_method: Name, output: unknown): MethodOutput<Name> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return output as MethodOutput<Name>
}

/** True when `name` is a method of the table and not, for instance, a member of Object. */
export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(methods, name)
}
