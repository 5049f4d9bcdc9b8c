import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { agentViewSchema, type AgentView } from '../../contract/agent.ts'
import { agentIdOf } from '../../contract/id.ts'
import { agentEntry, agentIn } from '../../contract/session.ts'
import { demoProviderId, fakeSession } from '../transport/fake/fake-world.ts'
import { lookFor } from './testing/look-for.ts'
import { emit, renderApp } from './testing/render-app.tsx'

const agent = (id: string, change: Partial<AgentView> = {}): AgentView =>
  agentViewSchema.parse({ id, name: id, instructions: 'Be short.', hash: `hash of ${id}`, ...change })

test('the page of agents teaches, makes one, and takes a deletion back', async () => {
  const { app, core, screen } = await renderApp()
  app.view.showSettings('agents')
  await expect.element(screen.getByText('No agents yet')).toBeVisible()
  await screen.getByRole('button', { name: 'Make an agent' }).click()
  const name = screen.getByRole('textbox', { name: 'Name' })
  await expect.element(name).toHaveValue('Assistant')
  await expect
    .element(screen.getByRole('textbox', { name: 'Instructions' }))
    .toHaveValue('You are a helpful assistant.')
  await name.fill('Writer')
  await screen.getByRole('textbox', { name: 'Time limit' }).fill('90')
  await screen.getByRole('button', { name: 'Make agent' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Writer' })).toBeVisible()
  expect(core.world.agents).toMatchObject([{ name: 'Writer', toolCallTimeoutMs: 90_000 }])
  expect(core.world.agents[0]?.tools).toBeUndefined()
  await screen.getByRole('button', { name: 'Delete' }).click()
  await expect.element(screen.getByText('No agents yet')).toBeVisible()
  await screen.getByRole('button', { name: 'Undo' }).click()
  await expect.element(screen.getByRole('button', { name: /^Writer/ })).toBeVisible()
})

test('a set of tools is chosen by name, and keeps those that are not there now', async () => {
  const tool = { description: '', effect: 'read', on: true } as const
  const { app, core, screen } = await renderApp({ agents: [agent('writer', { tools: ['files__read'] })] })
  const services = { search: 'wikipedia', stocks: 'stooq' } as const
  core.answer('tools.settings', () => ({
    tools: [
      { ...tool, name: 'calculator' },
      { ...tool, name: 'erase', on: false },
    ],
    services,
    withKey: [],
  }))
  app.view.showSettings('agents')
  await expect.element(screen.getByText('Not there now')).toBeVisible()
  await screen.getByRole('switch', { name: /calculator/ }).click()
  await screen.getByRole('button', { name: 'Save changes' }).click()
  await expect.poll(() => core.world.agents[0]?.tools).toStrictEqual(['files__read', 'calculator'])
  expect(screen.getByRole('switch', { name: /erase/ }).query()).toBeNull()
  await screen.getByRole('radio', { name: 'All that are on' }).click()
  await screen.getByRole('button', { name: 'Save changes' }).click()
  await expect.poll(() => core.world.agents[0]?.tools).toBeUndefined()
})

test('no set of tools can be chosen before they are known, for it would be an empty one', async () => {
  const { promise: asked, resolve: answer } = Promise.withResolvers<void>()
  const { app, core, screen } = await renderApp({ agents: [agent('writer')] })
  const view = {
    tools: [{ name: 'calculator', description: '', effect: 'read', on: true }] as const,
    services: { search: 'wikipedia', stocks: 'stooq' } as const,
    withKey: [],
  }
  core.answer('tools.settings', () => asked.then(() => view))
  app.view.showSettings('agents')
  const some = screen.getByRole('radio', { name: 'Only these' })
  await expect.element(some).toBeDisabled()
  answer()
  await some.click()
  await expect.element(screen.getByRole('switch', { name: /calculator/ })).toBeChecked()
})

test('a name that is taken is refused in the form, which keeps what was written', async () => {
  const { app, screen } = await renderApp({ agents: [agent('writer'), agent('coder')] })
  app.view.showSettings('agents')
  await screen.getByRole('textbox', { name: 'Name' }).fill('coder')
  await screen.getByRole('button', { name: 'Save changes' }).click()
  await expect
    .element(screen.getByRole('alert'))
    .toHaveTextContent('The name “coder” is taken. Choose another one.')
  await expect.element(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('coder')
})

test('a new chat has the agent that was chosen above it, with its model', async () => {
  const writer = agent('writer', { providerId: demoProviderId, model: 'large', parallelTools: true })
  const { core, screen } = await renderApp({ agents: [writer], settings: { agentId: undefined } })
  await screen.getByRole('button', { name: 'Agent: No agent' }).click()
  // The keys go to the menu once it has the focus.
  await expect.poll(() => document.activeElement?.closest('[role="menu"]')).toBeTruthy()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Agent: writer' })).toBeVisible()
  await expect
    .element(screen.getByRole('button', { name: 'Parallel' }))
    .toHaveAttribute('aria-disabled', 'true')
  await screen.getByRole('textbox', { name: 'Message' }).fill('Hello')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => core.runs.latest().options.model).toBe('large')
  const session = [...core.world.sessions.values()][0]
  expect(session && agentIn(session)).toBe(writer.id)
})

test('the agent of an open chat changes from the next message on; a deleted one is said to be none', async () => {
  const chat = fakeSession('chat', { metadata: { [agentEntry]: 'gone' } })
  const { app, core, screen } = await renderApp({ sessions: [chat], agents: [agent('writer')] })
  await app.conversation.open(chat.id)
  const chooser = screen.getByRole('button', { name: 'Agent: Deleted agent' })
  await expect
    .element(chooser)
    .toHaveAttribute('title', 'The agent of this chat was deleted. It answers without one.')
  await chooser.click()
  await screen.getByRole('menuitemradio', { name: 'writer' }).click()
  await expect.element(screen.getByRole('button', { name: 'Agent: writer' })).toBeVisible()
  expect(agentIn(core.world.sessions.get(chat.id) ?? chat)).toBe(agentIdOf('writer'))
})

test('the inspector says by which agent a run was made, and that it is another one by now', async () => {
  const { app, core, screen } = await renderApp({ agents: [agent('writer')] })
  await app.conversation.send('Hello', {})
  const run = core.runs.latest()
  const made = { id: agentIdOf('writer'), name: 'Old name', hash: 'another' }
  emit(core, { type: 'run-created', run: { ...run, options: { ...run.options, agent: made } } })
  app.view.inspect(run.id, false)
  await expect.element(screen.getByText('Old name changed since')).toBeVisible()
})

test('the palette begins a chat with an agent', async () => {
  const { screen } = await renderApp({ agents: [agent('writer')] })
  await lookFor('writer{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Agent: writer' })).toBeVisible()
  await expect.element(screen.getByRole('textbox', { name: 'Message' })).toHaveFocus()
})
