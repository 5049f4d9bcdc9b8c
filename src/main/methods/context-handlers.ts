import type { AgentView } from '../../contract/agent.ts'
import { estimateContext, type EstimateQuestion } from '../core/money/context-estimate.ts'
import type { Money } from '../core/money/money.ts'
import type { AgentId, SessionId } from '../../contract/id.ts'
import { isEnded } from '../../contract/run.ts'
import { draftSession, viewContext, type ViewOptions } from '../core/context/context-view.ts'
import { createMarkParts } from '../core/context/mark-parts.ts'
import { fileText, readMarking } from '../core/context/read-marking.ts'
import { toolsOf } from '../core/library/run-agent.ts'
import type { TokenCounter } from '../core/ports/token-counter.ts'
import type { SettingsBook } from '../core/provider/settings.ts'
import { toolsForRun } from '../core/run/run-equipment.ts'
import type { RunDependencies } from '../core/run/start-run.ts'
import type { Audience } from './audience.ts'
import type { Handlers } from './door.ts'
import { givenOptions } from './given-options.ts'
import type { RunHub } from './run-hub.ts'
import { summaryOf } from './session-handlers.ts'

interface Needs extends RunDependencies {
  readonly money: Pick<Money, 'facts'>
  readonly counter: TokenCounter
  readonly book: SettingsBook
}

type ContextMethods = 'context.estimate' | 'context.items' | 'context.mark'

/** What the next request of a chat holds, and what the user wants of it. */
export function contextHandlers(
  needs: Needs,
  hub: RunHub,
  audience: Audience,
): Pick<Handlers, ContextMethods> {
  const { store, clock, book, resolveOptions } = needs
  const mark = createMarkParts(store, clock)
  const markingOf: ViewOptions['markingOf'] = (marks, path) => readMarking(needs, marks, path)
  const estimate = (agent: AgentView | undefined, question: EstimateQuestion) => {
    const { schemaLimit } = book.current()
    const told = { tools: toolsOf(agent, needs.tools), instructions: agent?.instructions }
    return estimateContext({ ...needs, ...told, schemaLimit, markingOf }, question)
  }
  const viewOptions = async (
    agent: AgentView | undefined,
    { options, sessionId = draftSession }: EstimateQuestion,
  ): Promise<ViewOptions> => ({
    ...needs,
    instructions: agent?.instructions,
    markingOf,
    settings: needs.context.settings(),
    contextTokens: await needs.context.windowOf(options),
    fileText: (part) => fileText(needs, part),
    async offerOn(path, marking) {
      const { tools } = toolsForRun(needs, { options, sessionId }, { agent, path, marking })
      await tools.list()
      return tools.offer()
    },
  })
  return {
    async 'context.estimate'({ sessionId, text, attachments, agentId, options: choice }) {
      const agent = await agentFor(needs, sessionId, agentId)
      const options = await resolveOptions(givenOptions(choice), agent)
      return estimate(agent, { sessionId, text, attachments, options })
    },
    async 'context.items'({ sessionId, text, attachments, agentId, options: choice, turns }) {
      if (sessionId) await storedEnd(hub, sessionId)
      const agent = await agentFor(needs, sessionId, agentId)
      const options = await resolveOptions(givenOptions(choice), agent)
      const question = { sessionId, text, attachments, options }
      const view = await viewContext(await viewOptions(agent, question), { ...question, turns })
      const { basis, tokens } = await estimate(agent, question)
      return basis === 'provider' ? { ...view, counted: tokens } : view
    },
    async 'context.mark'({ sessionId, places, mark: wished }) {
      const session = summaryOf(await mark(sessionId, places, wished), hub)
      audience.tell({ type: 'session-changed', session })
      return session
    },
  }
}

// Whoever watches a run learns of its end a moment before it is stored.
async function storedEnd(hub: RunHub, sessionId: SessionId): Promise<void> {
  const live = hub.ofSession(sessionId)
  if (live && isEnded(live.current().status)) await live.ended
}

/** The agent that would answer: the one that is named, that of the chat, or for a new one that of the settings. */
async function agentFor(
  { agents, store, book }: Needs,
  sessionId: SessionId | undefined,
  agentId: AgentId | null | undefined,
) {
  if (agentId !== undefined) return agents.view(agentId ?? undefined)
  const session = sessionId && (await store.sessions.get(sessionId))
  return session ? agents.ofSession(session) : agents.view(book.current().agentId)
}
