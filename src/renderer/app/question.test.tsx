import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { McpQuestion } from '../../contract/mcp-question.ts'
import { renderApp } from './testing/render-app.tsx'

const question: McpQuestion = {
  id: 'q1',
  server: 'Shop\u202E',
  tool: 'order',
  message: 'How many **boxes**?\n<b>Soon</b>',
  fields: [
    { name: 'count', title: 'Boxes', type: 'number', whole: true, required: true, minimum: 1 },
    {
      name: 'size',
      title: 'Size',
      type: 'choice',
      required: false,
      options: [
        { value: 's', label: 'Small' },
        { value: 'm', label: 'Medium' },
      ],
      start: 'm',
    },
    { name: 'gift', title: 'As a gift', type: 'switch', required: false },
    { name: 'note', title: 'Note', description: 'For the driver', type: 'text', required: false },
  ],
}

async function asked(given: McpQuestion = question) {
  const rendered = await renderApp()
  rendered.core.answer('mcp.answer', () => {
    rendered.core.tell({ type: 'mcp-questions', questions: [] })
    return {}
  })
  rendered.core.tell({ type: 'mcp-questions', questions: [given] })
  await expect.element(rendered.screen.getByRole('alertdialog')).toBeVisible()
  return rendered
}

test('MC-16 what a server asks stands there as text with its name, and goes out as it was seen', async () => {
  const { core, screen } = await asked()
  const dialog = screen.getByRole('alertdialog')
  await expect.element(dialog.getByText(String.raw`Shop\u{202e} asks`)).toBeVisible()
  await expect.element(dialog.getByText(/<b>Soon<\/b>$/)).toBeVisible()
  await expect.element(dialog.getByRole('button', { name: 'Do not answer' })).toHaveFocus()
  await expect.element(dialog.getByRole('button', { name: 'Send' })).not.toHaveAttribute('aria-disabled')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect.element(dialog.getByText('This is needed.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Boxes' }).fill('0')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect.element(dialog.getByText('1 at least.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Boxes' }).fill('2')
  await dialog.getByRole('switch', { name: 'As a gift' }).click()
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect.element(dialog).not.toBeInTheDocument()
  expect(core.calls.findLast(({ method }) => method === 'mcp.answer')?.input).toEqual({
    id: 'q1',
    answer: { action: 'accept', values: { count: 2, size: 'm', gift: true } },
  })
})

test('MC-16 no is one click, and Escape is neither yes nor no', async () => {
  const { core, screen } = await asked()
  const no = screen.getByRole('button', { name: 'Do not answer' })
  await expect.element(no).not.toHaveAttribute('aria-disabled')
  await no.click()
  await expect.element(screen.getByRole('alertdialog')).not.toBeInTheDocument()
  const answers = () => core.calls.flatMap(({ method, input }) => (method === 'mcp.answer' ? [input] : []))
  expect(answers()).toEqual([{ id: 'q1', answer: { action: 'decline' } }])
  core.tell({ type: 'mcp-questions', questions: [{ ...question, id: 'q2' }] })
  await expect.element(screen.getByRole('alertdialog')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('alertdialog')).not.toBeInTheDocument()
  expect(answers().at(-1)).toEqual({ id: 'q2', answer: { action: 'cancel' } })
})

test('MC-16 a wish to ask the model shows all of its words, what it may take, and is allowed by name', async () => {
  const sampling = { model: 'model-1', maxTokens: 100 }
  const { core, screen } = await asked({ ...question, message: 'user: Sum up', fields: [], sampling })
  await expect
    .element(screen.getByText(/would go to model-1, which answers with up to 100 tokens/))
    .toBeVisible()
  await expect.element(screen.getByText('user: Sum up')).toBeVisible()
  const allow = screen.getByRole('button', { name: 'Let it ask' })
  await expect.element(allow).not.toHaveAttribute('aria-disabled')
  await allow.click()
  await expect.element(screen.getByRole('alertdialog')).not.toBeInTheDocument()
  expect(core.calls.findLast(({ method }) => method === 'mcp.answer')?.input).toEqual({
    id: 'q1',
    answer: { action: 'accept', values: {} },
  })
})
