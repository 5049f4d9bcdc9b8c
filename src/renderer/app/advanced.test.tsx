import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { providerIdSchema } from '../../contract/id.ts'
import { fakeAdvanced, fakeDemo, fakeOpenAi } from '../transport/fake/fake-world.ts'
import { localFailure } from '../transport/local-failure.ts'
import { FailureError } from '../transport/transport.ts'
import { renderApp, type RenderedApp } from './testing/render-app.tsx'

const providerId = providerIdSchema.parse('openai')

async function openAdvanced(change: Partial<typeof fakeAdvanced> = {}): Promise<RenderedApp> {
  const openAi = { ...fakeOpenAi, usable: true, advanced: { ...fakeAdvanced, ...change } }
  const rendered = await renderApp({ providers: [fakeDemo, openAi] })
  await rendered.screen.getByRole('button', { name: 'Settings' }).click()
  await rendered.screen.getByRole('button', { name: /^OpenAI/ }).click()
  await rendered.screen.getByRole('button', { name: /^Advanced/ }).click()
  return rendered
}

const lastChange = ({ calls }: RenderedApp['core']) =>
  calls.filter(({ method }) => method === 'providers.update').at(-1)?.input

test('PV-18 a time limit is chosen in seconds, and taken back by leaving it empty', async () => {
  const { core, screen } = await openAdvanced()
  const field = screen.getByRole('textbox', { name: 'To the first byte' })
  await expect.element(field).toHaveAttribute('placeholder', '300')
  await field.fill('0')
  await expect.element(screen.getByText('Whole seconds from 1 to 86,400', { exact: false })).toBeVisible()
  await field.fill('20')
  await userEvent.keyboard('{Enter}')
  expect(lastChange(core)).toEqual({ providerId, change: { limits: { firstByteMs: 20_000 } } })
  await expect.element(field).toHaveValue('20')
  await field.fill('')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => lastChange(core)).toEqual({ providerId, change: { limits: {} } })
})

test('S2-11 rates are chosen, and what is no number is not saved', async () => {
  const { core, screen } = await openAdvanced()
  const field = screen.getByRole('textbox', { name: 'Requests a minute' })
  await field.fill('many')
  await expect.element(screen.getByText('A whole number from 1, or nothing for no limit')).toBeVisible()
  await userEvent.keyboard('{Tab}')
  expect(lastChange(core)).toBeUndefined()
  await field.fill('60')
  await userEvent.keyboard('{Tab}')
  expect(lastChange(core)).toEqual({ providerId, change: { rates: { requestsPerMinute: 60 } } })
})

test('PV-40 a proxy is chosen with its address, and a bad one is told under it', async () => {
  const { core, screen } = await openAdvanced()
  await screen.getByRole('combobox', { name: 'Proxy' }).click()
  await screen.getByRole('option', { name: 'This one' }).click()
  core.answer('providers.update', () => {
    throw new FailureError(localFailure('proxy-invalid', { proxy: 'socks5://proxy:1' }))
  })
  const address = screen.getByRole('textbox', { name: 'Address of the proxy' })
  await address.fill('socks5://ada:secret@proxy:1')
  await userEvent.keyboard('{Enter}')
  await expect
    .element(screen.getByText('The proxy socks5://proxy:1 cannot be used', { exact: false }))
    .toBeVisible()
  expect(lastChange(core)).toMatchObject({ change: { proxy: { kind: 'url' } } })
  expect(document.documentElement.outerHTML).not.toContain('ada:secret')
})

test('PV-41 a certificate signed by itself is accepted for one address, which is named', async () => {
  const { core, screen } = await openAdvanced()
  await expect.element(screen.getByText('Only at https://api.openai.com.', { exact: false })).toBeVisible()
  await screen.getByRole('switch', { name: 'Accept a certificate signed by itself' }).click()
  expect(lastChange(core)).toEqual({ providerId, change: { selfSigned: true } })
  const file = screen.getByRole('textbox', { name: 'File of certificates' })
  await file.fill('/etc/house.pem')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => lastChange(core)).toEqual({ providerId, change: { caFile: '/etc/house.pem' } })
})

test('G5 a header is added and removed, and its value is not shown again', async () => {
  const { core, screen } = await openAdvanced()
  await screen.getByRole('textbox', { name: 'Name of the header' }).fill('X-Team')
  await screen.getByRole('textbox', { name: 'Value' }).fill('日本')
  await expect.element(screen.getByText('One line of Latin letters', { exact: false })).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Add header' })).toBeDisabled()
  await screen.getByRole('textbox', { name: 'Value' }).fill('header-canary')
  await screen.getByRole('button', { name: 'Add header' }).click()
  await expect.element(screen.getByText('x-team', { exact: true })).toBeVisible()
  expect(core.calls).toContainEqual({
    method: 'providers.set-header',
    input: { providerId, name: 'X-Team', value: 'header-canary' },
  })
  expect(document.documentElement.outerHTML).not.toContain('header-canary')
  await screen.getByRole('button', { name: 'Remove header x-team' }).click()
  await expect.element(screen.getByText('x-team', { exact: true })).not.toBeInTheDocument()
})

test('fields of the request must be one JSON object, and stay on the screen until they are', async () => {
  const { core, screen } = await openAdvanced()
  const field = screen.getByRole('textbox', { name: 'Fields as JSON' })
  await field.fill('{ "temperature": }')
  await userEvent.keyboard('{Tab}')
  await expect.element(screen.getByText('This is not JSON', { exact: false })).toBeVisible()
  await expect.element(field).toHaveValue('{ "temperature": }')
  await field.fill('[1]')
  await userEvent.keyboard('{Tab}')
  await expect.element(screen.getByText('This must be one object', { exact: false })).toBeVisible()
  expect(lastChange(core)).toBeUndefined()
  await field.fill('{ "temperature": 0.7 }')
  await userEvent.keyboard('{Tab}')
  expect(lastChange(core)).toEqual({ providerId, change: { body: { temperature: 0.7 } } })
})

test('a press on what is below a field is a click, whatever is said about the value that is left behind', async () => {
  const { core, screen } = await openAdvanced()
  const field = screen.getByRole('textbox', { name: 'Fields as JSON' })
  const below = screen.getByRole('button', { name: 'Below the fields' })
  const button = buttonBelow(field.element())
  const clicks: string[] = []
  button.addEventListener('click', () => clicks.push(lastChange(core) ? 'saved' : 'not saved'))

  // In a column in which the hint is one line and what is wrong is two.
  field.element().closest<HTMLElement>('.advanced-fields')!.style.width = '420px'
  await field.fill('{ "a": wrong and longer than what is quoted of it')
  const { top } = button.getBoundingClientRect()
  await below.click()
  await expect.element(screen.getByText('This is not JSON', { exact: false })).toBeVisible()
  expect(clicks).toEqual(['not saved'])
  // What is said needs room, so that a click would have been lost that the field did not wait for.
  expect(button.getBoundingClientRect().top).not.toBe(top)
  await field.fill('{ "temperature": 0.7 }')
  await below.click()
  expect(clicks).toEqual(['not saved', 'saved'])
  expect(lastChange(core)).toEqual({ providerId, change: { body: { temperature: 0.7 } } })
})

/** A small button of the page's own right below the field. */
function buttonBelow(field: Element): HTMLButtonElement {
  const button = document.createElement('button')
  button.textContent = 'Below the fields'
  button.style.height = '12px'
  field.closest('.advanced-fields')?.after(button)
  return button
}

test('PV-02 further keys are added, told apart by their ends, and a refused one says so', async () => {
  const keys = [
    { number: 1, hint: 'sk-…aaaa', state: 'refused' },
    { number: 2, hint: 'sk-…bbbb', state: 'ready' },
  ] as const
  const { core, screen } = await openAdvanced({ keys })
  await expect.element(screen.getByText('Refused, and not used', { exact: false })).toBeVisible()
  await expect.element(screen.getByText('A key was refused')).toBeVisible()
  await screen.getByRole('textbox', { name: 'Further key' }).fill('sk-further-key-of-ada-cccc')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('sk-…cccc')).toBeVisible()
  await screen.getByRole('button', { name: 'Remove key sk-…bbbb' }).click()
  await expect.element(screen.getByText('sk-…bbbb')).not.toBeInTheDocument()
  expect(core.calls.at(-1)).toEqual({ method: 'providers.remove-key', input: { providerId, number: 2 } })
})
