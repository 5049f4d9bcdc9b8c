import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { callIdSchema, messageIdSchema } from '../../contract/id.ts'
import {
  answerOf,
  askForTools,
  emit,
  finish,
  renderApp,
  write,
  type RenderedApp,
} from './testing/render-app.tsx'

const id = (text: string) => callIdSchema.parse(text)

async function asked(): Promise<RenderedApp> {
  const rendered = await renderApp({ settings: { parallelTools: true } })
  await rendered.screen.getByRole('textbox', { name: 'Message' }).fill('Compare')
  await userEvent.keyboard('{Enter}')
  await expect.element(rendered.screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  return rendered
}

test('a call is told in words from the arrival of its arguments to its outcome', async () => {
  const { core, screen } = await asked()
  emit(core, { type: 'message-created', message: answerOf(core, 'm1', []) })
  const delta = { type: 'tool-call-delta', messageId: messageIdSchema.parse('m1'), callId: id('a') } as const
  emit(core, { ...delta, name: 'get_weather', argumentsText: '{"ci' })
  await expect.element(screen.getByRole('group', { name: 'get_weather, arguments arriving' })).toBeVisible()
  askForTools(core, 'm1', [['a', 'get_weather', { city: 'Lyon' }]])
  await expect.element(screen.getByRole('group', { name: 'get_weather, waiting' })).toBeVisible()
  emit(core, { type: 'tool-call-started', callId: id('a') })
  await expect.element(screen.getByRole('group', { name: 'get_weather, running' })).toBeVisible()
  emit(core, { type: 'tool-call-completed', callId: id('a'), result: '{"sky":"clear"}', durationMs: 340 })
  const card = screen.getByRole('group', { name: 'get_weather, completed' })
  await expect.element(card).toBeVisible()
  await expect.element(card.getByText('340 ms')).toBeVisible()
  await expect.element(card.getByText('Lyon')).toBeVisible()
})

test('the calls of a round stand together; a failed, a stopped and a denied one say so', async () => {
  const { core, screen } = await asked()
  askForTools(core, 'm1', [
    ['a', 'first', {}],
    ['b', 'second', {}],
    ['c', 'third', {}],
    ['d', 'fourth', {}],
  ])
  await expect.element(screen.getByText('4 tools in parallel')).toBeVisible()
  const failure = {
    code: 'tool-failed',
    message: '',
    retryable: false,
    params: { tool: 'first', detail: '503' },
  }
  emit(
    core,
    {
      type: 'tool-call-failed',
      callId: id('a'),
      failure: { ...failure, code: 'tool-failed' },
      durationMs: 2100,
    },
    {
      type: 'tool-call-failed',
      callId: id('b'),
      failure: { code: 'tool-cancelled', message: '', retryable: false },
      durationMs: 5,
    },
    {
      type: 'tool-call-failed',
      callId: id('c'),
      failure: { code: 'tool-denied', message: '', retryable: false, params: { tool: 'third' } },
      durationMs: 0,
    },
  )
  const failed = screen.getByRole('group', { name: 'first, failed' })
  await expect.element(failed.getByText('first failed: 503')).toBeVisible()
  await expect.element(screen.getByRole('group', { name: 'second, cancelled' })).toBeVisible()
  const denied = screen.getByRole('group', { name: 'third, denied' })
  await expect.element(denied.getByText('The user did not allow this call of third.')).toBeVisible()
  await expect.element(screen.getByRole('group', { name: 'fourth, waiting' })).toBeVisible()
})

test('an open call shows its arguments and result, pretty and raw, and gives them to the clipboard', async () => {
  const { copied, core, screen } = await asked()
  askForTools(core, 'm1', [['a', 'compute', { expression: '6 * 7' }]])
  emit(core, { type: 'tool-call-completed', callId: id('a'), result: '{"value":42}', durationMs: 3 })
  await screen.getByRole('button', { name: 'Details of compute' }).click()
  await expect.element(screen.getByRole('term').getByText('value')).toBeVisible()
  await screen.getByRole('button', { name: 'Raw' }).nth(1).click()
  await expect.element(screen.getByText('{"value":42}')).toBeVisible()
  await screen.getByRole('button', { name: 'Copy result' }).click()
  await expect.element(screen.getByText('Copied')).toBeVisible()
  expect(copied).toEqual(['{"value":42}'])
})

test('AT-17 a search in files shows its hits with file and place, and raw what the model reads', async () => {
  const { core, screen } = await asked()
  const hits = [
    { file: 'lease.pdf', page: 3, score: 0.8, text: 'Three months.' },
    { file: 'costs.xlsx', sheet: 'Rent', score: 0.4, text: '900' },
  ]
  const found = { searched: 'meaning', model: 'nomic', note: 'Only part.', files: ['lease.pdf'], hits }
  askForTools(core, 'm1', [['a', 'search_attachments', { query: 'notice' }]])
  emit(core, { type: 'tool-call-completed', callId: id('a'), result: JSON.stringify(found), durationMs: 3 })
  await screen.getByRole('button', { name: 'Details of search_attachments' }).click()
  await expect.element(screen.getByText('Found by meaning with nomic')).toBeVisible()
  await expect.element(screen.getByText('Only part.')).toBeVisible()
  await expect.element(screen.getByText('lease.pdf page 3')).toBeVisible()
  await expect.element(screen.getByText('costs.xlsx sheet Rent')).toBeVisible()
  await screen.getByRole('button', { name: 'Raw' }).nth(1).click()
  await expect.element(screen.getByText(JSON.stringify(found))).toBeVisible()
})

test('finished calls fold to one line when the text begins, and the line opens them again', async () => {
  const { core, screen } = await asked()
  askForTools(core, 'm1', [
    ['a', 'current_time', {}],
    ['b', 'compute', {}],
  ])
  emit(
    core,
    { type: 'tool-call-completed', callId: id('a'), result: '1', durationMs: 2 },
    { type: 'tool-call-completed', callId: id('b'), result: '2', durationMs: 4 },
  )
  await expect.element(screen.getByRole('group', { name: 'compute, completed' })).toBeVisible()
  emit(core, {
    type: 'message-created',
    message: answerOf(core, 'm2', [], { parentId: messageIdSchema.parse('m1') }),
  })
  write(core, 'm2', 'Both are done.')
  await expect
    .element(screen.getByRole('article', { name: 'Answer' }).getByText('Both are done.'))
    .toBeVisible()
  await expect.element(screen.getByRole('group', { name: 'compute, completed' })).not.toBeInTheDocument()
  finish(core)
  await screen.getByRole('button', { name: /2 tools in parallel.*current_time, compute.*4 ms/ }).click()
  await expect.element(screen.getByRole('group', { name: 'compute, completed' })).toBeVisible()
})

test('an open call keeps its group from folding under the reader', async () => {
  const { core, screen } = await asked()
  askForTools(core, 'm1', [['a', 'compute', { expression: '1' }]])
  emit(core, { type: 'tool-call-completed', callId: id('a'), result: '"one"', durationMs: 3 })
  await screen.getByRole('button', { name: 'Details of compute' }).click()
  emit(core, {
    type: 'message-created',
    message: answerOf(core, 'm2', [], { parentId: messageIdSchema.parse('m1') }),
  })
  write(core, 'm2', 'Done.')
  await expect.element(screen.getByRole('article', { name: 'Answer' }).getByText('Done.')).toBeVisible()
  await expect.element(screen.getByRole('group', { name: 'compute, completed' })).toBeVisible()
})

test('a run that was stopped leaves no call running on the screen', async () => {
  const { core, screen } = await asked()
  askForTools(core, 'm1', [['a', 'slow', {}]])
  emit(core, { type: 'tool-call-started', callId: id('a') })
  await screen.getByRole('button', { name: 'Stop' }).click()
  await expect.element(screen.getByRole('group', { name: 'slow, cancelled' })).toBeVisible()
})

test('an answer without words says so instead of leaving a gap', async () => {
  const { core, screen } = await asked()
  askForTools(core, 'm1', [['a', 'compute', {}]])
  emit(core, { type: 'tool-call-completed', callId: id('a'), result: '1', durationMs: 2 })
  const answer = screen.getByRole('article', { name: 'Answer' })
  await expect.element(answer).toHaveAttribute('aria-busy', 'true')
  await expect.element(screen.getByText(/said nothing/)).not.toBeInTheDocument()
  finish(core)
  await expect.element(answer).toHaveAttribute('aria-busy', 'false')
  await expect.element(answer.getByText('The model used its tools and said nothing more')).toBeVisible()
  await screen.getByRole('textbox', { name: 'Message' }).fill('And now?')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  finish(core)
  await expect.element(screen.getByText('The model said nothing', { exact: true })).toBeVisible()
})

test('a call that waits for the program that asked says so, and nobody is asked about it', async () => {
  const { core, screen } = await asked()
  const decision = { allowed: true, by: 'caller' } as const
  askForTools(core, 'm1', [['a', 'look_up', { q: 'tea' }]], { effect: 'run', approval: 'allowed', decision })
  const requiredAction = { type: 'submit-tool-outputs', calls: [] } as const
  emit(core, { type: 'run-status-changed', status: 'requires_action', requiredAction })
  const card = screen.getByRole('group', { name: 'look_up, waits for the program that asked' })
  await expect.element(card.getByText('Waits for the program that asked')).toBeVisible()
  await expect.element(card.getByRole('button', { name: 'Stop look_up' })).toBeVisible()
  expect(screen.getByRole('alertdialog').elements()).toEqual([])
})

test('AT-15 a card tells how long an output is of which it has the ends, shows all of it and saves it', async () => {
  const { core, saved, screen } = await asked()
  const words = Array.from({ length: 3_000 }, (_, index) => `row ${index}`).join('\n')
  const piece = { id: 'x', piece: 0, name: 'x.txt', data: btoa(words), last: true }
  const { attachment } = await core.invoke('attachments.put', piece)
  if (!attachment) throw new Error('it was not kept')
  const whole = { hash: attachment.hash, size: attachment.size }
  askForTools(core, 'm1', [['a', 'dump', {}]])
  emit(core, {
    type: 'tool-call-completed',
    callId: id('a'),
    result: 'row 0 […] row 2999',
    whole,
    durationMs: 3,
  })
  await screen.getByRole('button', { name: 'Details of dump' }).click()
  await expect.element(screen.getByText(/the end of 26 kB/)).toBeVisible()
  await screen.getByRole('button', { name: 'Save all' }).click()
  await expect.poll(() => saved.map(({ name }) => name)).toEqual(['dump.txt'])
  await screen.getByRole('button', { name: 'Show all' }).click()
  await expect.element(screen.getByText('row 1500', { exact: false })).toBeVisible()
})
