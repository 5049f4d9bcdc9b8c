import { z } from 'zod'
import { attachmentsSchema } from './attachment.ts'
import { agentIdSchema, callIdSchema, messageIdSchema, runIdSchema, sessionIdSchema } from './id.ts'
import { runChoiceSchema as runChoice, runSchema } from './run.ts'
import { runEventSchema } from './run-event.ts'
import { sessionSummarySchema } from './session.ts'
import { decisionScopeSchema, decisionSchema } from './tool.ts'

const nothing = z.object({})
const bySession = z.object({ sessionId: sessionIdSchema })
const byRun = z.object({ runId: runIdSchema })
const started = z.object({ run: runSchema, session: sessionSummarySchema })

/** What a tool of the caller's own gave. */
export const toolOutputSchema = z.object({
  callId: callIdSchema,
  output: z.string(),
  isError: z.boolean().optional(),
})

/** What can be asked about runs: part of the table of methods. */
export const runMethods = {
  /** Stores the user's message and starts to answer it; makes the session when `sessionId` is absent or new. */
  'runs.start': {
    input: z.object({
      sessionId: sessionIdSchema.optional(),
      text: z.string(),
      /** The user's message in whose place this one goes; that one stays, with all behind it, as another branch. */
      replaces: messageIdSchema.optional(),
      /** What `attachments.put` gave; the text may then be empty. Absent: those of the message that is replaced. */
      attachments: attachmentsSchema.optional(),
      /** The chat's agent from this message on, `null` for none. Absent: the one it has, in a new chat that of the settings. */
      agentId: agentIdSchema.nullable().optional(),
      options: runChoice.optional(),
    }),
    output: started,
  },
  /** Answers a user message again, as a branch of its own; the old answer is kept. */
  'runs.retry': {
    input: bySession.extend({ userMessageId: messageIdSchema, options: runChoice.optional() }),
    output: started,
  },
  /**
   * Goes on with an answer that was cut, behind what is kept of it: results of finished calls are used, and a call whose
   * outcome is unknown is told to the model as such.
   */
  'runs.continue': { input: bySession.extend({ options: runChoice.optional() }), output: started },
  /**
   * Runs one call of an answer again, with other arguments where some are given, and lets the model go on from there: a
   * branch beside that answer, in which the other calls keep what they gave. The call is decided about like any other.
   */
  'runs.rerun-call': {
    input: bySession.extend({
      messageId: messageIdSchema,
      callId: callIdSchema,
      /** A JSON object as text. */
      arguments: z.string().max(1_000_000).optional(),
      options: runChoice.optional(),
    }),
    output: started,
  },
  /** Stops a run in whatever state it is. A run that has ended stays as it is. */
  'runs.cancel': { input: byRun, output: runSchema },
  /** Ends the wait of a run for its next attempt and asks the model now. A run that does not wait goes on as it is. */
  'runs.try-now': { input: byRun, output: runSchema },
  /**
   * Answers whether a call may run: a person, or a caller in whose place nobody can. The decision is stored before the
   * call begins. Refused when somebody has answered, or the run has ended.
   */
  'runs.decide': {
    input: byRun.extend({
      callId: callIdSchema,
      allowed: z.boolean(),
      by: decisionSchema.shape.by.extract(['person', 'caller']).optional(),
      /** What it holds for; `once` when absent. */
      scope: decisionScopeSchema.optional(),
      /** With `always`: whatever the arguments are, and not for these alone. */
      anyArguments: z.boolean().optional(),
      /** What the model is told of a refusal. */
      reason: z.string().trim().max(2000).optional(),
    }),
    output: runSchema,
  },
  /** Takes one call back; the run goes on and the model is told. A call that has ended stays as it is. */
  'runs.cancel-call': { input: byRun.extend({ callId: callIdSchema }), output: runSchema },
  /**
   * What tools of the caller's own gave, for all calls that wait for it or for some. Answered when it is stored. All of it
   * counts, or nothing does: refused are calls that are not asked for, that have their output, and a run that waits no more.
   */
  'runs.submit-tool-outputs': {
    input: byRun.extend({
      outputs: z.array(toolOutputSchema).min(1).max(1000),
    }),
    output: runSchema,
  },
  'runs.get': { input: byRun, output: runSchema },
  /**
   * Gives the events after `afterSeq` and, when the run goes on, sends every later one as a `run-events` notice until
   * `runs.unwatch`, the end of the run, or the end of the connection.
   */
  'runs.watch': {
    input: byRun.extend({ afterSeq: z.number().int().nonnegative() }),
    output: z.object({ events: z.array(runEventSchema), ended: z.boolean() }),
  },
  'runs.unwatch': { input: byRun, output: nothing },
} as const
