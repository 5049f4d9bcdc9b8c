import { writeFile } from 'node:fs/promises'
import { expect } from '../harness/fixtures.ts'
import { calling, createGate, saying } from '../wire/round.ts'
import { chatgptExport } from './support/chatgpt-export.ts'
import { documentOfEverything } from './support/document.ts'
import { environmentFor, test } from './support/providers.ts'
import { takesOf } from './support/screens.ts'
import { longChat, seedChats } from './support/seed.ts'
import { windowOf } from './support/window.ts'

const overloaded = {
  type: 'error',
  status: 503,
  headers: { 'retry-after': '60' },
  body: { error: { message: 'busy' } },
} as const
const refused = {
  type: 'error',
  status: 401,
  body: { error: { message: 'Incorrect API key provided' } },
} as const

for (const colorScheme of ['light', 'dark'] as const) {
  const look = { colorScheme, reducedMotion: 'reduce' } as const

  test(`screens of a first start and of the demo model, ${colorScheme}`, async ({ launch }, { project }) => {
    const { page } = await launch(look)
    const window = windowOf(page)
    const take = takesOf(page, project.name, colorScheme)
    const key = page.getByRole('textbox', { name: 'API key' })
    await expect(key).toBeFocused()
    await take('first-start')
    await key.fill('sk-or-a-key')
    await take('first-start-key')
    await page.setViewportSize({ width: 900, height: 600 })
    await window.transcript.hover()
    await page.mouse.wheel(0, 2000)
    await expect(page.getByRole('button', { name: 'Add in Settings' })).toBeInViewport({ ratio: 1 })
    await take('first-start-end')
    await window.ask('Show me a table, some code and a formula')
    await window.answered()
    await take('demo-markdown')
    await window.newChat()
    await window.parallel.click()
    await window.ask('What is 15 * 25, and what time is it in Tokyo?')
    await window.answered()
    await take('demo-answer')
    await window.transcript.getByRole('button', { name: /2 tools/ }).click()
    await window.transcript.getByRole('button', { name: 'Details of calculator' }).click()
    await take('demo-calls')
    await page.getByRole('button', { name: /^Model/ }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    await take('model-menu')
  })

  test(`screens of prices and limits, ${colorScheme}`, async ({ launch, profile, wire }, { project }) => {
    const prices = { 'openai/wire-large': { input: 200_000, output: 800_000 } }
    await writeFile(`${profile}/settings.json`, JSON.stringify({ version: 1, prices, spending: { run: 1 } }))
    const { page } = await launch({ ...look, env: environmentFor('openai-chat', wire) })
    const window = windowOf(page)
    const take = takesOf(page, project.name, colorScheme)
    wire.script('openai-chat', saying('It costs what it costs.'))
    await window.ask('What does this cost?')
    await window.answered()
    wire.script('openai-chat', calling(['c1', 'calculator', { operation: 'multiply', a: 15, b: 25 }]))
    await window.ask('And what is 15 * 25?')
    await expect(window.transcript.getByText('Paused at your spending limit')).toBeVisible()
    await expect(page.getByRole('button', { name: /^The next request takes/ })).toBeVisible()
    await take('limit-reached')
    await window.transcript.getByRole('button', { name: 'Limits' }).click()
    await expect(page.getByRole('textbox', { name: 'Input' })).toHaveValue('200000')
    await take('settings-limits')
  })

  test(`screens of a running answer, ${colorScheme}`, async ({ launch, wire }, { project }) => {
    const { page } = await launch({ ...look, env: environmentFor('openai-chat', wire) })
    const window = windowOf(page)
    const take = takesOf(page, project.name, colorScheme)
    await expect(window.message).toBeVisible()
    await take('empty-chat')
    const [thought, written] = [createGate(), createGate()]
    const half = documentOfEverything.indexOf('readonly timeoutMs')
    wire.script('openai-chat', {
      type: 'answer',
      steps: [
        { type: 'reasoning', text: 'The user wants all of it, so I begin with the port. '.repeat(60) },
        thought.step,
        { type: 'text', text: documentOfEverything.slice(0, half) },
        written.step,
        { type: 'text', text: documentOfEverything.slice(half) },
      ],
    })
    await window.ask('Write down everything about the ports.')
    await window.transcript.getByRole('button', { name: 'Thinking' }).click()
    await take('thinking')
    thought.open()
    await expect(window.transcript.locator('figure')).toBeVisible()
    await take('streaming')
    written.open()
    await window.answered()
    await expect(window.transcript.getByText('Last words.')).toBeInViewport()
    await take('markdown-end')
    await window.transcript.hover()
    await page.mouse.wheel(0, -20_000)
    await window.transcript.getByRole('button', { name: 'Thought' }).click()
    await expect(window.transcript.getByRole('table').first()).toBeInViewport()
    await take('markdown-start')
  })

  test(`screens of tools, ${colorScheme}`, async ({ launch, wire }, { project }) => {
    const { page } = await launch({ ...look, env: environmentFor('openai-chat', wire) })
    const window = windowOf(page)
    const take = takesOf(page, project.name, colorScheme)
    const gate = createGate()
    await window.parallel.click()
    wire.script('openai-chat', {
      type: 'answer',
      steps: [
        { type: 'text', text: 'I look it up.' },
        { type: 'call', id: 'a1', name: 'calculator', pieces: ['{"operation":"add","a":1,"b":2}'] },
        { type: 'call', id: 'a2', name: 'current_time', pieces: ['{"timezone":"Asia/'] },
        gate.step,
      ],
      finish: 'tool-calls',
    })
    wire.script(
      'openai-chat',
      calling(
        ['b1', 'calculator', { operation: 'divide', a: 1, b: 0 }],
        ['b2', 'current_time', { timezone: 'Asia/Tokyo' }],
        ['b3', 'fetch_rates', { carrier: 'Kestrel' }],
      ),
      calling(['c1', 'calculator', { operation: 'multiply', a: 40, b: 7.1 }]),
      saying('That is all of it.'),
    )
    await window.ask('Several rounds, please.')
    await expect(window.card('current_time, arguments arriving')).toBeVisible()
    await take('calls-running')
    await page.keyboard.press('Control+i')
    const inspector = page.getByRole('complementary', { name: 'Run inspector' })
    await expect(inspector.getByText('Running')).toBeVisible()
    await take('inspector-running', 'once')
    gate.open()
    await window.answered()
    await expect(inspector.getByText('4 rounds, 6 tool calls')).toBeVisible()
    await take('inspector-rounds', 'once')
    await page.keyboard.press('Control+i')
    await take('calls-rounds')
    await window.transcript.getByRole('button', { name: /in 3 rounds/ }).click()
    await window.transcript.getByRole('button', { name: 'Details of fetch_rates' }).click()
    await take('calls-failed')

    const other = createGate()
    wire.script('openai-chat', { type: 'answer', steps: [other.step, { type: 'text', text: 'Done.' }] })
    wire.script('openai-chat', saying())
    await window.newChat()
    await window.ask('A slow one')
    await expect(window.sessions.getByRole('button', { name: 'A slow one Running' })).toBeVisible()
    await window.newChat()
    await window.ask('Say nothing')
    await window.answered()
    await take('running-mark-and-silence')
    other.open()
    await expect(window.sessions.getByRole('button', { name: 'A slow one Unread answer' })).toBeVisible()
    await take('unread-mark')
  })

  test(`screens of what went wrong, ${colorScheme}`, async ({ launch, wire }, { project }) => {
    const { page } = await launch({ ...look, env: environmentFor('openai-chat', wire) })
    const window = windowOf(page)
    const take = takesOf(page, project.name, colorScheme)
    wire.script('openai-chat', refused)
    await window.ask('Does this work?')
    await window.answered()
    await take('failed')
    wire.script('openai-chat', overloaded)
    await window.newChat()
    await window.ask('Are you there?')
    await expect(window.transcript.getByText(/Trying again/)).toBeVisible()
    await take('retry-waits')
    await page.getByRole('button', { name: 'Stop trying' }).click()
    await window.answered()
    const text = { type: 'text', text: 'The first half of a long answer that' } as const
    wire.script('openai-chat', { type: 'answer', steps: [text, { type: 'silence' }] })
    wire.script('openai-chat', { type: 'answer', steps: [text], finish: 'length' })
    await window.ask('Tell me more.')
    await expect(window.transcript.getByText('The first half')).toBeVisible()
    await window.stop.click()
    await window.answered()
    await take('stopped')
    await window.ask('And now to the end.')
    await window.answered()
    await take('length-limit')
  })

  test(`screens of many chats, ${colorScheme}`, async ({ launch, profile }, { project }) => {
    const first = await launch(look)
    await expect(windowOf(first.page).message).toBeVisible()
    await first.close()
    await seedChats(profile)
    const { page } = await launch(look)
    const window = windowOf(page)
    const take = takesOf(page, project.name, colorScheme)
    await window.session(longChat).click()
    await expect(window.transcript.getByText('Answer 200.')).toBeVisible()
    await take('long-chat')
    await window.transcript.hover()
    await page.mouse.wheel(0, -2000)
    await expect(page.getByRole('button', { name: 'Jump to newest' })).toBeVisible()
    await take('long-chat-reading')
    await window.session('Why the label').press('F2')
    await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused()
    await take('rename')
    await page.keyboard.press('Escape')
    await window.session('Why the label').press('Delete')
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
    await take('undo')
    await page.getByRole('button', { name: 'Trash' }).click()
    await expect(page.getByRole('button', { name: /^Restore/ })).toBeVisible()
    await take('trash')
    await window.session('Compare three').hover()
    await page.getByRole('button', { name: 'More for Compare three' }).click()
    await take('session-menu')
    await page.getByRole('menuitem', { name: 'Archive' }).click()
    await page.getByRole('button', { name: 'Archive', exact: true }).click()
    await expect(page.getByRole('button', { name: /^Bring back/ })).toBeVisible()
    await take('archive')
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox', { name: 'Search' })).toBeFocused()
    await take('search-empty')
    await page.keyboard.type('cotton')
    await expect(page.getByRole('option').first()).toBeVisible()
    await take('search-chats')
    await page.getByRole('combobox', { name: 'Search' }).fill('question 42 bag')
    await expect(page.getByRole('option', { name: /Question 42/ })).toBeVisible()
    await take('search-messages')
    await page.keyboard.press('Enter')
    await expect(window.transcript.getByText('Question 42:')).toBeInViewport()
    await take('search-jump')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search' }).fill('nowhere to be found')
    await expect(page.getByText(/Nothing has/)).toBeVisible()
    await take('search-nothing')
    await page.keyboard.press('Escape')
    await window.sessions.hover()
    await page.mouse.wheel(0, 1500)
    await expect(window.sessions.getByRole('button', { name: /^Notes 60/ })).toBeVisible()
    await take('many-chats')
  })

  test(`screens of storage, ${colorScheme}`, async ({ launch, profile }, { project }) => {
    const file = `${profile}/conversations.json`
    await writeFile(file, chatgptExport)
    const { page } = await launch(look)
    const window = windowOf(page)
    const take = takesOf(page, project.name, colorScheme)
    await window.openSettings('Storage')
    await take('settings-storage')
    await page.locator('input[type=file]').setInputFiles(file)
    const left = page.getByText('1 chat was left out')
    await left.scrollIntoViewIfNeeded()
    await take('settings-storage-imported')
    await writeFile(file, 'Just notes.')
    await page.locator('input[type=file]').setInputFiles(file)
    await expect(page.getByText('Parley cannot read this file')).toBeVisible()
    await take('settings-storage-refused')
    await page.keyboard.press('Escape')
    await window.session('Carriers to Lyon').hover()
    await page.getByRole('button', { name: /^More for/ }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    await take('session-menu')
  })

  test(`screens of the settings, ${colorScheme}`, async ({ launch, wire }, { project }) => {
    wire.models = Array.from({ length: 30 }, (_, index) => (index ? `wire-model-${index}` : 'wire-large'))
    const { page } = await launch({ ...look, env: environmentFor('openai-chat', wire) })
    const window = windowOf(page)
    const take = takesOf(page, project.name, colorScheme)
    await window.openSettings('Providers')
    await take('settings-providers')
    await page.getByRole('button', { name: 'Test connection' }).click()
    await expect(page.getByText(/Connected in/)).toBeVisible()
    await page.getByRole('button', { name: 'Show all 30' }).click()
    await take('settings-tested')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Warehouse gateway')
    await page.getByRole('textbox', { name: 'Base URL' }).fill('localhost:11434')
    await take('settings-add-provider')
    await page.getByRole('textbox', { name: 'Base URL' }).fill(`${wire.url}/v1`)
    await page.getByRole('button', { name: 'Add provider' }).click()
    wire.key = 'another'
    await page.getByRole('button', { name: 'Test connection' }).click()
    await expect(page.getByText(/refused the key/)).toBeVisible()
    await take('settings-refused')
    await page.getByRole('button', { name: 'Remove' }).click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await take('settings-remove')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Storage', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Storage', level: 1 })).toBeVisible()
    await take('settings-storage')
    await page.getByRole('radio', { name: 'PostgreSQL' }).click()
    await page.getByRole('textbox', { name: 'Address' }).fill('postgres://ada@127.0.0.1:1/chats')
    await page.getByRole('button', { name: 'Test', exact: true }).click()
    await expect(page.getByText(/cannot be reached/)).toBeVisible()
    await take('settings-storage-failed')
    await page.getByRole('button', { name: 'Move my chats here' }).click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await take('settings-storage-move')
    await page.keyboard.press('Escape')
    for (const name of ['Default model', 'Tools and approvals', 'Run', 'Appearance', 'About']) {
      await page.getByRole('button', { name, exact: true }).click()
      await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
      await take(`settings-${name.toLowerCase().replaceAll(' ', '-')}`)
    }
    await page.getByRole('button', { name: 'Tools and approvals' }).click()
    await page.getByRole('heading', { name: 'Your own tools' }).scrollIntoViewIfNeeded()
    await take('settings-own-tools')
  })
}
