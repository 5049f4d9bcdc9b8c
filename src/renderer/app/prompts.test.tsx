import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { agentViewSchema } from '../../contract/agent.ts'
import { newChatKey } from '../../contract/draft.ts'
import { promptIdOf } from '../../contract/id.ts'
import { longestPrompt, type Prompt } from '../../contract/prompt.ts'
import { fakeSession } from '../transport/fake/fake-world.ts'
import { localFailure } from '../transport/local-failure.ts'
import { FailureError } from '../transport/transport.ts'
import { fullWorld } from './testing/full-world.ts'
import { lookFor } from './testing/look-for.ts'
import { renderApp } from './testing/render-app.tsx'

const prompt = (name: string, text: string): Prompt => ({ id: promptIdOf(name), name, text })
const trip = prompt('trip', 'Plan a {{tone:plain|warm}} day in {{city=Bern}} on {{date}}.')

test('the page of prompts teaches, tells what will be asked for, and takes a deletion back', async () => {
  const { app, core, screen } = await renderApp()
  app.view.showSettings('prompts')
  await screen.getByRole('button', { name: 'Write a prompt' }).click()
  const name = screen.getByRole('textbox', { name: 'Name' })
  await name.fill('two words')
  await expect.element(screen.getByText('Letters, digits, - and _ only, without spaces.')).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Keep prompt' })).toBeDisabled()
  await name.fill('trip')
  await screen.getByRole('textbox', { name: 'Text' }).fill(trip.text)
  await expect.element(screen.getByText('One of: plain or warm')).toBeVisible()
  await expect.element(screen.getByText('At first: Bern')).toBeVisible()
  await screen.getByRole('button', { name: 'Keep prompt' }).click()
  await expect.element(screen.getByRole('button', { name: /^\/trip/ })).toBeVisible()
  await screen.getByRole('button', { name: 'Delete' }).click()
  await expect.element(screen.getByText('No prompts yet')).toBeVisible()
  await screen.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => core.world.prompts).toMatchObject([{ name: 'trip', text: trip.text }])
})

test('what is written in a form and not saved is there again, until it is thrown away', async () => {
  const { app, core, screen } = await renderApp({ prompts: [trip] })
  app.view.showSettings('prompts')
  const words = screen.getByRole('textbox', { name: 'Text' })
  await words.fill('Half a change')
  await screen.getByRole('button', { name: 'New', exact: true }).click()
  await expect.element(screen.getByRole('textbox', { name: 'Name' })).toHaveFocus()
  await words.fill('Half a prompt')
  await screen.getByRole('button', { name: 'Back to chats' }).click()
  app.view.showSettings('prompts')
  await expect.element(words).toHaveValue('Half a prompt')
  await screen.getByRole('button', { name: /^\/trip/ }).click()
  await expect.element(words).toHaveValue('Half a change')
  await screen.getByRole('button', { name: 'Discard changes' }).click()
  await expect.element(words).toHaveValue(trip.text)
  await expect.element(screen.getByRole('button', { name: 'Discard changes' })).not.toBeInTheDocument()
  expect(core.world.prompts).toEqual([trip])
})

test('the library goes out as a file and comes in from one', async () => {
  const { app, core, saved, screen } = await renderApp({ prompts: [trip] })
  app.view.showSettings('prompts')
  await screen.getByRole('button', { name: 'Export' }).click()
  await expect.poll(() => saved.map(({ name }) => name)).toStrictEqual(['parley-prompts.json'])
  const content = JSON.stringify({ version: 1, prompts: [{ name: 'other', text: 'x' }] })
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  if (!input) throw new Error('no input')
  await userEvent.upload(input, new File([content], 'prompts.json', { type: 'application/json' }))
  await expect.element(screen.getByText('Imported 1 prompt')).toBeVisible()
  expect(core.world.prompts.map(({ name }) => name)).toStrictEqual(['trip', 'other'])
})

test('a prompt asks for its variables by the keyboard and goes to the cursor; nothing is sent', async () => {
  const { app, core, screen } = await renderApp({ prompts: [trip], drafts: { [newChatKey]: 'Hello\n' } })
  const message = screen.getByRole('textbox', { name: 'Message' })
  await expect.element(message).toHaveValue('Hello\n')
  await message.click()
  await userEvent.keyboard('{Control>}{End}{/Control}/tr')
  await expect.element(screen.getByRole('option', { name: /\/trip/ })).toBeVisible()
  await userEvent.keyboard('{Enter}')
  const dialog = screen.getByRole('dialog', { name: 'Insert “trip”' })
  const city = dialog.getByRole('textbox', { name: 'city' })
  await expect.element(dialog.getByRole('combobox', { name: 'tone' })).toHaveFocus()
  await userEvent.tab()
  await expect.element(city).toHaveFocus()
  await expect.element(city).toHaveValue('Bern')
  await city.fill('Basel')
  await userEvent.keyboard('{Enter}')
  await expect.element(message).toHaveValue('Hello\nPlan a plain day in Basel on November 20, 2026.')
  await expect.element(message).toHaveFocus()
  await userEvent.keyboard('!')
  await expect.element(message).toHaveValue('Hello\nPlan a plain day in Basel on November 20, 2026.!')
  expect(core.world.sessions.size).toBe(0)
  expect(app.prompts.store.getState().filling).toBeUndefined()
})

test('{{clipboard}} is read when its prompt is chosen, goes in as it is, and says why where it does not', async () => {
  const shorten = prompt('shorten', 'Shorten to {{words=50}} words:\n{{ clipboard }}')
  const reads: (() => Promise<string>)[] = []
  const clipboard = () => reads.shift()?.() ?? Promise.reject(new Error('read unasked'))
  const { screen } = await renderApp({ prompts: [shorten], clipboard })
  const message = screen.getByRole('textbox', { name: 'Message' })
  await message.fill('/short')
  await expect.element(screen.getByRole('option', { name: /shorten/ })).toBeVisible()
  await userEvent.keyboard('{Enter}')
  const insert = screen.getByRole('dialog').getByRole('button', { name: 'Insert' })
  reads.push(
    () => Promise.reject(new FailureError(localFailure('clipboard-refused'))),
    async () => ' \n',
    async () => 'x'.repeat(longestPrompt + 1),
    async () => 'From {{words}} elsewhere: $& {{date}}',
  )
  for (const reason of [/could not be read/, /no text on the clipboard/, /longer than 100000 characters/]) {
    await insert.click()
    await expect.element(screen.getByText(reason)).toBeVisible()
    expect(document.querySelector<HTMLTextAreaElement>('#message')?.value).toBe('/short')
  }
  await insert.click()
  await expect.element(message).toHaveValue('Shorten to 50 words:\nFrom {{words}} elsewhere: $& {{date}}')
  expect(reads).toHaveLength(0)
})

test('Escape leaves the message as it was, from the palette too', async () => {
  const { screen } = await renderApp({ prompts: [trip], drafts: { [newChatKey]: 'Hello' } })
  await lookFor('>trip{Enter}')
  await expect.element(screen.getByRole('dialog', { name: 'Insert “trip”' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('textbox', { name: 'Message' })).toHaveFocus()
  await expect.element(screen.getByRole('textbox', { name: 'Message' })).toHaveValue('Hello')
})

test('the list of commands is chosen from by keys, filters, and lets what nobody knows through', async () => {
  const chat = fakeSession('chat')
  const { app, core, screen } = await renderApp({ sessions: [chat] })
  await app.conversation.open(chat.id)
  const message = screen.getByRole('textbox', { name: 'Message' })
  await message.click()
  await userEvent.keyboard('/')
  const list = screen.getByRole('listbox', { name: 'Commands and prompts' })
  await expect.element(list.getByRole('option', { name: /\/new/ })).toHaveAttribute('aria-selected', 'true')
  await userEvent.keyboard('{ArrowDown}')
  const history = list.getByRole('option', { name: /\/history/ })
  await expect.element(history).toHaveAttribute('aria-selected', 'true')
  await expect.element(message).toHaveAttribute('aria-activedescendant', history.element().id)
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => list.query()).toBeNull()
  await userEvent.keyboard('cl')
  await expect.element(list.getByRole('option')).toHaveTextContent('/clearBegin anew; this chat is kept')
  await userEvent.keyboard('{Tab}')
  await expect
    .element(screen.getByText('A new chat begins. The one before stands in the list.'))
    .toBeVisible()
  await expect.poll(() => app.conversation.store.getState().sessionId).toBeUndefined()
  expect(core.world.sessions.has(chat.id)).toBe(true)
  await message.fill('/etc is a folder')
  await message.fill('/etc')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => core.world.transcripts.size).toBe(1)
  await expect.element(message).toHaveValue('')
})

test('a key that an input method composes with is not one for the list', async () => {
  const { screen } = await renderApp()
  const message = screen.getByRole('textbox', { name: 'Message' })
  await message.fill('/ne')
  await expect.element(screen.getByRole('option', { name: /\/new/ })).toBeVisible()
  message
    .element()
    .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))
  await expect.element(message).toHaveValue('/ne')
})

test('an agent is named behind its command; prompts of servers that are ready stand in the list', async () => {
  const world = fullWorld()
  const writer = agentViewSchema.parse({ id: 'writer', name: 'Writer', instructions: '', hash: 'h' })
  const { core, screen } = await renderApp({ ...world, agents: [writer] })
  core.answer('mcp.offers', () => ({
    resources: [],
    prompts: [{ name: 'summary', arguments: [{ name: 'file', required: true }] }],
    leftOut: 0,
  }))
  core.answer('mcp.prompt', ({ arguments: given }) => ({ text: `Sum up ${given['file']}` }))
  const message = screen.getByRole('textbox', { name: 'Message' })
  await message.click()
  await userEvent.keyboard('/ag')
  await expect.element(screen.getByRole('option', { name: /\/agent/ })).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.element(message).toHaveValue('/agent ')
  await userEvent.keyboard('wri')
  await expect.element(screen.getByRole('option', { name: /\/agent Writer/ })).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Agent: Writer' })).toBeVisible()
  await expect.element(message).toHaveValue('')
  await userEvent.keyboard('/')
  await screen.getByRole('option', { name: /summary/ }).click()
  await expect.element(screen.getByRole('textbox', { name: 'file' })).toHaveFocus()
  await userEvent.keyboard('plan.txt{Enter}')
  await expect.element(message).toHaveValue('Sum up plan.txt')
})

test('a button in the composer puts a prompt where the cursor is, and is not there without prompts', async () => {
  const bare = await renderApp()
  await expect.element(bare.screen.getByRole('textbox', { name: 'Message' })).toBeVisible()
  expect(bare.screen.getByRole('button', { name: 'Insert a prompt' }).elements()).toHaveLength(0)
  await bare.screen.unmount()

  const { screen } = await renderApp({
    prompts: [prompt('sign', 'Yours, Ada')],
    drafts: { [newChatKey]: 'Hello, bye' },
  })
  const message = screen.getByRole('textbox', { name: 'Message' })
  await expect.element(message).toHaveValue('Hello, bye')
  await message.click()
  await userEvent.keyboard('{Home}{ArrowRight>7/}')
  await screen.getByRole('button', { name: 'Insert a prompt' }).click()
  await screen.getByRole('menuitem', { name: 'sign' }).click()
  await expect.element(message).toHaveValue('Hello, Yours, Adabye')
  await expect.element(message).toHaveFocus()
  await userEvent.keyboard(', ')
  await expect.element(message).toHaveValue('Hello, Yours, Ada, bye')
})
