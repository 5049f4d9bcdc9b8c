import type { MessageId } from '../../../contract/id.ts'
import { runIdOf } from '../../../contract/id.ts'
import { summaryIn, type Message } from '../../../contract/message.ts'
import type { RunOptions } from '../../../contract/run.ts'
import type { Session } from '../../../contract/session.ts'
import { noUsage } from '../../../contract/usage.ts'
import { readMarking } from '../context/read-marking.ts'
import { ParleyError } from '../errors.ts'
import type { Store } from '../ports/stores.ts'
import { tellPath } from '../run/told.ts'
import type { RunDependencies, StartedRun } from '../run/start-run.ts'
import { compact } from './fit-context.ts'
import { planFold } from './plan-fold.ts'
import { tellWith } from './room.ts'

/**
 * Starts to fold the older part of the conversation that a session shows. Throws `nothing-to-fold`, and what the store
 * says when it refuses the run.
 */
export async function compactSession(
  dependencies: RunDependencies,
  { session, options: choice }: { readonly session: Session; readonly options: Partial<RunOptions> },
): Promise<StartedRun> {
  const { store, context, clock, log } = dependencies
  const options = await dependencies.resolveOptions(choice, await dependencies.agents.ofSession(session))
  const path = session.leafId ? await store.messages.path(session.leafId) : []
  const { path: told, summaries } = await tellPath(store, path)
  const contextTokens = await context.windowOf(options)
  const marking = await readMarking(dependencies, session.marks, path)
  const plan = planFold(tellWith(told, { summaries, leftOut: 0, marking }), contextTokens, marking.pinned)
  if (!plan) throw new ParleyError('nothing-to-fold')
  const run = {
    id: runIdOf(crypto.randomUUID()),
    sessionId: session.id,
    userMessageId: plan.upTo.id,
    status: 'queued',
    options,
    createdAt: clock.now(),
    usage: noUsage,
  } as const
  const connect = () => dependencies.connect(options, session.id)
  const money = dependencies.moneyFor(options, session.id)
  const live = compact(plan, contextTokens, {
    run,
    connect,
    money,
    store: store.log,
    clock,
    log,
    since: clock.now(),
  })
  await live.begun
  return { live, session }
}

/** Takes a summary back: what it stands for is sent again. Throws `message-missing`. */
export async function unfold(store: Store, session: Session, messageId: MessageId): Promise<Message> {
  const message = await store.messages.get(messageId)
  const summary = message && summaryIn(message)
  const run = message?.runId && (await store.runs.get(message.runId))
  if (!message || !summary || !run || message.sessionId !== session.id) {
    throw new ParleyError('message-missing', { params: { id: messageId } })
  }
  const undone: Message = { ...message, parts: [{ ...summary, undone: true }] }
  await store.log.commit({ run, events: [], messages: [undone], calls: [], durable: true })
  return undone
}
