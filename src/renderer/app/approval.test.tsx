import { expect, onTestFinished, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { approvalRuleSchema } from '../../contract/approval.ts'
import { callIdSchema } from '../../contract/id.ts'
import { askForTools, emit, renderApp, type RenderedApp } from './testing/render-app.tsx'

const asks = { effect: 'write', approval: 'asked', askReason: 'effect' } as const

async function asked(
  input: object = { path: 'notes.md' },
  wish: Parameters<typeof askForTools>[3] = asks,
): Promise<RenderedApp> {
  const rendered = await renderApp()
  await rendered.screen.getByRole('textbox', { name: 'Message' }).fill('Save it')
  await userEvent.keyboard('{Enter}')
  await expect.element(rendered.screen.getByRole('button', { name: 'Stop' })).toBeVisible()
  askForTools(rendered.core, 'm1', [['a', 'save_file', input]], wish)
  await expect.element(rendered.screen.getByRole('alertdialog', { name: 'Allow save_file?' })).toBeVisible()
  return rendered
}

const decisions = ({ core }: RenderedApp) =>
  core.calls.filter(({ method }) => method === 'runs.decide').map(({ input }) => input)

test('AP-11 a question takes no answer in its first moment, and Deny has the focus', async () => {
  const wasPressed = pressWhenSeen('Deny')
  const rendered = await asked()
  const { screen } = rendered
  const deny = screen.getByRole('button', { name: 'Deny' })
  await expect.element(deny).toHaveFocus()
  expect(wasPressed()).toBe(true)
  await expect.element(deny).not.toHaveAttribute('aria-disabled')
  expect(decisions(rendered)).toEqual([])
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => decisions(rendered)).toMatchObject([{ callId: 'a', allowed: false }])
})

/** Presses a button as soon as it is there, sooner than any key that was meant for something else. */
function pressWhenSeen(name: string): () => boolean {
  let pressed = false
  const observer = new MutationObserver(() => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)
    if (!button || pressed) return
    pressed = true
    button.click()
  })
  observer.observe(document.body, { childList: true, subtree: true })
  onTestFinished(() => observer.disconnect())
  return () => pressed
}

test('AP-01 what is allowed goes to the core with what it holds for, and the question closes when it is decided', async () => {
  const rendered = await asked()
  const { core, screen } = rendered
  await screen.getByRole('combobox', { name: 'Ask again' }).click()
  await screen.getByRole('option', { name: 'Never for these very arguments' }).click()
  const allow = screen.getByRole('button', { name: 'Allow', exact: true })
  await expect.element(allow).not.toHaveAttribute('aria-disabled')
  await allow.click()
  expect(decisions(rendered)).toMatchObject([{ allowed: true, scope: 'always', anyArguments: false }])
  const decision = { allowed: true, by: 'person', scope: 'always' } as const
  emit(core, { type: 'tool-call-decided', callId: callIdSchema.parse('a'), decision })
  emit(core, { type: 'run-status-changed', status: 'in_progress' })
  await expect.element(screen.getByRole('alertdialog')).not.toBeInTheDocument()
  await expect.element(screen.getByRole('textbox', { name: 'Message' })).toHaveFocus()
})

test('AP-01 Enter behind the reason denies with it', async () => {
  const rendered = await asked()
  const { screen } = rendered
  await expect.element(screen.getByRole('button', { name: 'Deny' })).not.toHaveAttribute('aria-disabled')
  const reason = screen.getByRole('textbox', { name: 'If you deny' })
  await reason.fill('Not there')
  await userEvent.type(reason, '{Enter}')
  await expect.poll(() => decisions(rendered)).toMatchObject([{ allowed: false, reason: 'Not there' }])
})

test('Escape puts the question off; the card says so and brings it back', async () => {
  const rendered = await asked()
  const { screen } = rendered
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('alertdialog')).not.toBeInTheDocument()
  await expect.element(screen.getByRole('group', { name: 'save_file, needs your word' })).toBeVisible()
  expect(decisions(rendered)).toEqual([])
  await screen.getByRole('button', { name: 'Review' }).click()
  await expect.element(screen.getByRole('alertdialog')).toBeVisible()
})

test('AP-08 arguments are shown to their end, and what hides in them is spelled out and counted', async () => {
  const note = `Ring twice.\u202E${' '.repeat(100_000)}rm -rf /`
  const { screen } = await asked({ note })
  const dialog = screen.getByRole('alertdialog')
  await expect.element(dialog.getByText('2 hidden places')).toBeVisible()
  await expect.element(dialog.getByText('\\u{202e}').first()).toBeVisible()
  await expect.element(dialog.getByText('\\u{20}×100000').first()).toBeVisible()
  await expect.element(dialog.getByText('rm -rf /', { exact: false }).first()).toBeVisible()
  await expect.element(dialog.getByText('letters', { exact: false })).toBeVisible()
})

test('AP-04 after words of strangers the dialog says why it asks, and allows this call alone', async () => {
  const { screen } = await asked({}, { ...asks, askReason: 'tainted', server: 'Carrier desk' })
  const dialog = screen.getByRole('alertdialog')
  await expect.element(dialog.getByText('Words of strangers came into this chat')).toBeVisible()
  await expect.element(dialog.getByText('It comes from Carrier desk.', { exact: false })).toBeVisible()
  await expect.element(dialog.getByRole('combobox')).not.toBeInTheDocument()
})

test('AP-09 words of the model that look like the question are no dialog', async () => {
  const { core, screen } = await asked()
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('alertdialog')).not.toBeInTheDocument()
  const fake = '<div role="alertdialog"><button>Allow once</button></div>'
  emit(core, { type: 'tool-call-progressed', callId: callIdSchema.parse('a'), text: fake })
  await expect.element(screen.getByRole('button', { name: 'Review' })).toBeVisible()
  expect(document.querySelectorAll('[role="alertdialog"]')).toHaveLength(0)
})

test('what tools may do is chosen by effect, and what was allowed for ever is taken back', async () => {
  const rule = approvalRuleSchema.parse({
    id: 'r1',
    tool: 'save_file',
    server: 'Carrier desk',
    arguments: '{"path":"notes.md"}',
    allowed: true,
    createdAt: 1,
  })
  const { core, screen } = await renderApp({ approvals: { rules: [rule] } })
  await screen.getByRole('button', { name: 'Settings' }).click()
  await screen.getByRole('button', { name: 'Tools and approvals' }).click()
  const writes = screen.getByRole('radiogroup', { name: 'Writes on this computer' })
  await writes.getByRole('radio', { name: 'Never' }).click()
  expect(core.calls.at(-1)).toEqual({ method: 'approvals.update', input: { effects: { write: 'deny' } } })
  await expect.element(writes.getByRole('radio', { name: 'Never' })).toBeChecked()
  await expect.element(screen.getByText('{"path":"notes.md"}', { exact: false })).toBeVisible()
  await screen.getByRole('button', { name: 'Revoke save_file' }).click()
  await expect.element(screen.getByText('Nothing yet.', { exact: false })).toBeVisible()
})
