import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { callIdSchema, messageIdSchema } from '../../contract/id.ts'
import { pseudo } from '../../contract/language/pseudo.ts'
import { createText } from '../../contract/language/text.ts'
import { fixedLanguage } from '../state/language.ts'
import type { SettingsPage } from '../state/view.ts'
import { fakeAdvanced, fakeDemo, fakeNow, fakeOpenAi, fakeSession } from '../transport/fake/fake-world.ts'
import { localFailure } from '../transport/local-failure.ts'
import { foreignWords } from './testing/foreign-words.ts'
import { fullWorld, toolSettings } from './testing/full-world.ts'
import {
  answerOf,
  askForTools,
  emit,
  finish,
  renderApp,
  write,
  type RenderedApp,
} from './testing/render-app.tsx'

const text = createText(pseudo, 'en')
/** Dates and figures in Chinese have no Latin letters, so that one that ignores the language stands out. */
const language = fixedLanguage(text, 'zh-CN')

/** What no language changes: names, keys, addresses and codes. What the user wrote is in Cyrillic letters here. */
const known = [
  'Parley',
  'OpenAI',
  'Anthropic',
  'gpt-5-mini',
  'parley-demo',
  // The tiles of providers.
  'An',
  'Oa',
  'Dm',
  text('shortcuts.control', { key: 'N' }),
  text('shortcuts.control', { key: 'K' }),
  text('shortcuts.control', { key: 'B' }),
  'esc',
  'tool-failed',
  'https://api.openai.com/v1',
  '/home/ada/.config/Parley',
]

/** Names of services, engines, files and languages, and what the settings give as an example. */
const inSettings = [
  ...known,
  text('shortcuts.control', { key: 'F' }),
  text('shortcuts.control', { key: 'I' }),
  text('shortcuts.control', { key: ',' }),
  text('shortcuts.control', { key: 'Z' }),
  'F2',
  'F6',
  'Esc',
  'https://api.github.com/repos/…/releases',
  'Electron 45.3.4 · Chromium 146.0.1 · Node 24.21.0 · SQLite 3.53.0',
  'linux x64 6.8.0',
  'Wikipedia',
  'Stooq',
  'SearXNG',
  'Brave Search',
  'English',
  'Deutsch',
  '/home/ada/.config/Parley/parley.sqlite',
  '/home/ada/.config/Parley/tools',
  '/home/ada/notes',
  'https://api.openai.com',
  'https://1.2.3.4/5',
  'city',
  'date',
  'time',
  'language',
  'clipboard',
  '1.mjs',
  '{ "temperature": 0.7 }',
  '"mcpServers"',
  '"memory"',
  '"command"',
  '"npx"',
  '"args"',
  '-y',
  '@modelcontextprotocol/server-memory',
]

async function shown(options: Parameters<typeof renderApp>[0] = {}): Promise<RenderedApp> {
  return await renderApp({ language, ...options })
}

const ready = {
  ...fakeOpenAi,
  usable: true,
  keySource: 'key-store',
  keyHint: '…4242',
  advanced: fakeAdvanced,
} as const

test('first start and the empty chat say nothing of their own', async () => {
  const first = await shown()
  await expect.element(first.screen.getByText(text('first.title'))).toBeVisible()
  expect.soft(foreignWords(known)).toEqual([])
  await first.screen.unmount()
  const { screen } = await shown({ providers: [fakeDemo, ready] })
  await expect.element(screen.getByText(text('transcript.empty.title'))).toBeVisible()
  expect.soft(foreignWords(known)).toEqual([])
})

test('an answer, its tools, a question and the inspector say nothing of their own', async () => {
  const { core, screen } = await shown({
    sessions: [fakeSession('a', { title: 'Дорога', pinnedAt: fakeNow })],
  })
  await screen.getByRole('textbox', { name: text('composer.message') }).fill('Погода')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: text('composer.stop') })).toBeVisible()
  askForTools(core, 'm1', [
    ['a', 'погода', {}],
    ['b', 'часы', { город: 'Лион' }],
    ['c', 'счёт', {}],
  ])
  const failure = localFailure('tool-failed', { tool: 'погода', detail: '503' })
  emit(
    core,
    { type: 'tool-call-failed', callId: callIdSchema.parse('a'), failure, durationMs: 2100 },
    { type: 'tool-call-completed', callId: callIdSchema.parse('b'), result: '{"час":7}', durationMs: 340 },
  )
  await screen.getByRole('button', { name: text('calls.open', { name: 'часы' }) }).click()
  await screen.getByRole('button', { name: text('calls.open', { name: 'погода' }) }).click()
  expect.soft(foreignWords(known)).toEqual([])
  emit(core, { type: 'tool-call-completed', callId: callIdSchema.parse('c'), result: '4', durationMs: 1 })
  const message = answerOf(core, 'm2', [], { parentId: messageIdSchema.parse('m1') })
  emit(core, { type: 'message-created', message })
  write(core, 'm2', 'Дождь.')
  finish(core)
  await screen.getByRole('button', { name: text('transcript.inspect') }).click()
  await expect.element(screen.getByRole('complementary', { name: text('inspector.name') })).toBeVisible()
  expect.soft(foreignWords(known)).toEqual([])
})

test('a question of a tool says nothing of its own', async () => {
  const { core, screen } = await shown()
  await screen.getByRole('textbox', { name: text('composer.message') }).fill('Погода')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: text('composer.stop') })).toBeVisible()
  const wish = { effect: 'write', approval: 'asked', askReason: 'effect' } as const
  askForTools(core, 'm1', [['a', 'погода', { город: 'Лион' }]], wish)
  await expect.element(screen.getByRole('alertdialog')).toBeVisible()
  expect.soft(foreignWords(known)).toEqual([])
})

test('search, trash and archive say nothing of their own', async () => {
  const { app, screen } = await shown({
    sessions: [
      fakeSession('a', { title: 'Дорога' }),
      fakeSession('b', { title: 'Мост', archivedAt: fakeNow }),
      fakeSession('c', { title: 'Река', deletedAt: fakeNow }),
    ],
  })
  await userEvent.keyboard('{Control>}k{/Control}')
  await expect.element(screen.getByRole('option').first()).toBeVisible()
  expect.soft(foreignWords(known)).toEqual([])
  await userEvent.keyboard('Нет')
  await expect.element(screen.getByText(text('search.none', { asked: 'Нет' }))).toBeVisible()
  expect.soft(foreignWords(known)).toEqual([])
  await userEvent.keyboard('{Escape}')
  app.view.showTrash()
  await expect.element(screen.getByText('Река')).toBeVisible()
  expect.soft(foreignWords(known)).toEqual([])
  app.view.showArchive()
  await expect.element(screen.getByText('Мост')).toBeVisible()
  expect.soft(foreignWords(known)).toEqual([])
})

/** Of each page the sentence that is there when all is. */
const pages: readonly (readonly [SettingsPage, Parameters<typeof text>[0]])[] = [
  ['providers', 'providers.models'],
  ['default-model', 'default-model.model.text'],
  ['agents', 'agents.timeout.text'],
  ['prompts', 'prompts.variables'],
  ['run', 'writing.effort'],
  ['approvals', 'services.search'],
  ['limits', 'limits.spending'],
  ['usage', 'usage.range.all'],
  ['mcp', 'advanced.headers.add'],
  ['storage', 'storage.keeping'],
  ['appearance', 'appearance.theme.text'],
  ['shortcuts', 'shortcuts.undo'],
  ['updates', 'updates.daily'],
  ['about', 'about.version'],
]

test('commands, a prompt that asks and the choice of an agent say nothing of their own', async () => {
  const { screen } = await shown({ providers: [fakeDemo, ready], ...fullWorld() })
  await screen
    .getByRole('button', { name: text('header.agent', { name: text('header.agent.none') }) })
    .click()
  await expect.element(screen.getByText(text('header.agent.manage'))).toBeVisible()
  expect.soft(foreignWords(known)).toEqual([])
  await userEvent.keyboard('{Escape}')
  await screen.getByRole('textbox', { name: text('composer.message') }).fill('/')
  const list = screen.getByRole('listbox', { name: text('slash.name') })
  await expect.element(list).toBeVisible()
  expect.soft(foreignWords([...known, 'new', 'history', 'model', 'agent'])).toEqual([])
  await list.getByRole('option', { name: /путь/ }).click()
  await expect.element(screen.getByRole('textbox', { name: 'город' })).toBeVisible()
  expect.soft(foreignWords(known)).toEqual([])
})

test('no page of the settings says anything of its own or is too narrow for long words, empty or full', async () => {
  for (const options of [{}, fullWorld()]) {
    const { app, core, screen } = await shown({
      providers: [fakeDemo, ready],
      settings: { providerId: ready.id, model: 'gpt-5-mini' },
      ...options,
    })
    core.answer('tools.settings', () => toolSettings)
    for (const [page, sentence] of pages) {
      app.view.showSettings(page)
      const isEmpty =
        !('mcpServers' in options) && (page === 'mcp' || page === 'agents' || page === 'prompts')
      const shownText = text(isEmpty ? `${page}.none.text` : sentence)
      await expect.element(screen.getByText(shownText).first()).toBeVisible()
      expect.soft(foreignWords(inSettings), page).toEqual([])
      const tooWide = [...document.querySelectorAll('.titlebar, main, html')].filter(
        (bar) => bar.scrollWidth > bar.clientWidth,
      )
      expect.soft(tooWide, page).toEqual([])
    }
    await screen.unmount()
  }
})

test('what a click brings in the settings says nothing of its own either', async () => {
  const { app, screen } = await shown({ providers: [fakeDemo, ready], ...fullWorld() })
  const press = (key: Parameters<typeof text>[0]) =>
    screen
      .getByRole('button', { name: text(key) })
      .first()
      .click()
  app.view.showSettings('providers', ready.id)
  await press('advanced.title')
  await expect.element(screen.getByText(text('advanced.body')).first()).toBeVisible()
  expect.soft(foreignWords(inSettings), 'advanced').toEqual([])
  await press('providers.add')
  await expect.element(screen.getByText(text('providers.new.text'))).toBeVisible()
  expect.soft(foreignWords(inSettings), 'a new provider').toEqual([])
  app.view.showSettings('providers', fakeDemo.id)
  await expect.element(screen.getByText(text('providers.demo.text'))).toBeVisible()
  expect.soft(foreignWords(inSettings), 'the demo model').toEqual([])
  app.view.showSettings('mcp')
  await press('mcp.add')
  await expect.element(screen.getByText(text('mcp.form.arguments.hint'))).toBeVisible()
  expect.soft(foreignWords(inSettings), 'a new server').toEqual([])
  await press('mcp.paste')
  await expect.element(screen.getByText(text('mcp.paste.text'))).toBeVisible()
  expect.soft(foreignWords(inSettings), 'pasted servers').toEqual([])
  app.view.showSettings('prompts')
  await press('agents.add')
  await expect.element(screen.getByText(text('prompts.variables.none'))).toBeVisible()
  expect.soft(foreignWords(inSettings), 'a new prompt').toEqual([])
  app.view.showSettings('storage')
  await press('backup.show')
  await expect.element(screen.getByText(text('backup.kind.replaced'), { exact: false })).toBeVisible()
  expect.soft(foreignWords(inSettings), 'backups').toEqual([])
  await screen.getByRole('radio', { name: text('storage.pgsql') }).click()
  await expect.element(screen.getByText(text('storage.address')).first()).toBeVisible()
  expect.soft(foreignWords(inSettings), 'another engine').toEqual([])
})
