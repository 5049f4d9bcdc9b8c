import type { AgentView } from '../../contract/agent.ts'
import type { Prompt } from '../../contract/prompt.ts'
import { attempt } from './actions.ts'
import type { AppState } from './app-state.ts'

/** Removes an agent at once and offers to take that back. */
export async function removeAgent(app: AppState, { id, name }: AgentView): Promise<void> {
  const { agents, toasts, text } = app
  if (!(await attempt(app, agents.remove(id)))) return
  toasts.show({
    tone: 'removed',
    text: text('agents.toast.removed', { name }),
    action: { label: text('window.undo'), run: () => void attempt(app, agents.restore(id)) },
  })
}

/** Removes a prompt at once and offers to take that back. */
export async function removePrompt(app: AppState, { id, name }: Prompt): Promise<void> {
  const { prompts, toasts, text } = app
  if (!(await attempt(app, prompts.remove(id)))) return
  toasts.show({
    tone: 'removed',
    text: text('prompts.toast.removed', { name }),
    action: { label: text('window.undo'), run: () => void attempt(app, prompts.restore(id)) },
  })
}
