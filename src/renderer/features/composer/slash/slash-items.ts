import type { McpPrompt } from '../../../../contract/mcp.ts'
import { attempt } from '../../../state/actions.ts'
import type { AppState } from '../../../state/app-state.ts'
import { activeRuns } from '../../../state/conversation.ts'
import { insertFilled, insertPrompt, insertWords, replaceWords } from '../../../state/insert-prompt.ts'
import type { Place } from '../../../state/prompts.ts'
import { newChat } from '../../../state/window-focus.ts'

/** Something that can be done by writing it behind a slash. */
export interface SlashItem {
  /** As it is written, with its slash. */
  readonly command: string
  /** What it does, in the user's language. */
  readonly says: string
  /** `place` is where the command stands in the message. */
  readonly run: (app: AppState, place: Place) => void
}

/** Prompts that MCP servers hold, by server. */
export type HeldPrompts = readonly (readonly [server: string, prompts: readonly McpPrompt[]])[]

/** What fits to what is written so far. Commands come first; agents are told when one is asked for. */
export function slashItems(app: AppState, held: HeldPrompts, written: string): readonly SlashItem[] {
  const asked = written.toLocaleLowerCase()
  const fits = ({ command }: SlashItem) => command.toLocaleLowerCase().startsWith(asked)
  const agents = asked.startsWith('/agent') ? agentItems(app) : []
  return [...commandItems(app), ...agents, ...promptItems(app), ...heldItems(app, held)].filter(fits)
}

function commandItems(app: AppState): readonly SlashItem[] {
  const { conversation, text } = app
  const { session, transcript } = conversation.store.getState()
  const rests = activeRuns(transcript).length === 0
  const ofChat: readonly SlashItem[] = session
    ? [
        { command: '/clear', says: text('slash.clear'), run: cleared(clear) },
        ...(rests
          ? [{ command: '/compact', says: text('slash.compact'), run: cleared((room) => compact(room)) }]
          : []),
        {
          command: '/export',
          says: text('slash.export'),
          run: cleared((room) => void attempt(room, room.archive.exportOne(session.id, 'markdown'))),
        },
      ]
    : []
  const hasAgents = app.agents.store.getState().agents.length > 0
  return [
    { command: '/new', says: text('slash.new'), run: cleared((room) => newChat(room)) },
    { command: '/history', says: text('slash.history'), run: cleared(({ search }) => search.show()) },
    { command: '/model', says: text('slash.model'), run: cleared(openModels) },
    ...(hasAgents
      ? [
          {
            command: '/agent',
            says: text('slash.agent'),
            run: (room: AppState, place: Place) => insertWords(room, '/agent ', place),
          },
        ]
      : []),
    ...ofChat,
  ]
}

function agentItems({ agents, text }: AppState): readonly SlashItem[] {
  const known = agents.store.getState().agents
  const choose = (id: (typeof known)[number]['id'] | null) =>
    cleared((app) => void attempt(app, app.agents.choose(app.conversation.store.getState().session, id)))
  return [
    ...known.map(({ id, name, model }): SlashItem => ({
      command: `/agent ${name}`,
      says: model ?? text('header.agent.choose'),
      run: choose(id),
    })),
    ...(known.length > 0
      ? [{ command: '/agent none', says: text('slash.agent.none'), run: choose(null) }]
      : []),
  ]
}

function promptItems({ prompts, text }: AppState): readonly SlashItem[] {
  return prompts.store.getState().prompts.map((prompt) => ({
    command: `/${prompt.name}`,
    says: prompt.description ?? text('slash.prompt'),
    run: (app, place) => insertPrompt(app, prompt, place),
  }))
}

function heldItems({ text }: AppState, held: HeldPrompts): readonly SlashItem[] {
  return held.flatMap(([server, prompts]) =>
    prompts.map((prompt): SlashItem => ({
      command: `/${server}:${prompt.name}`,
      says: text('slash.prompt-of', { server }),
      run: (app, place) =>
        insertFilled(app, {
          name: prompt.name,
          variables: prompt.arguments.map(({ name }) => ({ name, value: '' })),
          place,
          wordsWith: (values) => app.mcp.prompt(server, prompt.name, Object.fromEntries(values)),
        }),
    })),
  )
}

/** Does something after the command is gone from the message. */
function cleared(act: (app: AppState) => void): SlashItem['run'] {
  return (app, place) => {
    replaceWords(app, '', place)
    act(app)
  }
}

/** Begins anew with the same agent. The chat stays what it is. */
function clear(app: AppState): void {
  const { agents, conversation, toasts, text } = app
  const { session } = conversation.store.getState()
  const agent = agents.ofSession(session)
  newChat(app, agent)
  toasts.show({ tone: 'done', text: text('slash.cleared') })
}

function compact(app: AppState): void {
  void attempt(app, app.conversation.compact({}))
}

function openModels(): void {
  document.querySelector<HTMLElement>('.model-button')?.click()
}
