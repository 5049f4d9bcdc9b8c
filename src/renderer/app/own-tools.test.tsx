import { expect, test } from 'vitest'
import { ownToolSchema } from '../../contract/own-tool.ts'
import { renderApp } from './testing/render-app.tsx'

const folder = '/home/ada/.config/Parley/tools'
const source = 'export default { name: "shout" }'
const tool = ownToolSchema.parse({ file: 'shout.mjs', state: 'new', hash: 'h1', source })

test('AP-03 a new tool can be used only when the whole of it was on the screen', async () => {
  const { core, screen } = await renderApp({ ownTools: { folder, tools: [tool] } })
  await screen.getByRole('button', { name: 'Settings' }).click()
  await screen.getByRole('button', { name: 'Tools and approvals' }).click()
  await expect.element(screen.getByText('New or changed.', { exact: false })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Use shout.mjs as it is now' }).query()).toBeNull()
  await screen.getByRole('button', { name: 'Read shout.mjs' }).click()
  await expect.element(screen.getByText(source)).toBeVisible()
  await screen.getByRole('button', { name: 'Use shout.mjs as it is now' }).click()
  expect(core.calls.at(-1)).toEqual({ method: 'own-tools.allow', input: { file: 'shout.mjs', hash: 'h1' } })
  await screen.getByRole('button', { name: 'Stop using shout.mjs' }).click()
  await expect.element(screen.getByText('New or changed.', { exact: false })).toBeVisible()
})
