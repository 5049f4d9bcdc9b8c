import { expect } from '../harness/fixtures.ts'
import { calling, saying } from '../wire/round.ts'
import { environmentFor, test } from './support/providers.ts'
import { takesOf } from './support/screens.ts'
import { windowOf } from './support/window.ts'

test('a message is sent again in other words, and every version stays', async ({ launch }, { project }) => {
  const look = { colorScheme: 'light', reducedMotion: 'reduce' } as const
  const first = await launch(look)
  let window = windowOf(first.page)
  const take = takesOf(first.page, project.name, 'light')
  await window.ask('What is 15 * 25?')
  await window.answered()
  await window.ask('And what time is it in Tokyo?')
  await window.answered()

  const question = window.transcript.getByRole('article', { name: 'You' }).first()
  await question.hover()
  await question.getByRole('button', { name: 'Edit and send again' }).click()
  const field = window.transcript.getByRole('textbox', { name: 'Edit your message' })
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('What is 15 * 25?')
  await take('edit-message')
  await first.page.emulateMedia({ colorScheme: 'dark' })
  await takesOf(first.page, project.name, 'dark')('edit-message')
  await first.page.emulateMedia({ colorScheme: 'light' })
  await field.press('Escape')
  await expect(field).toHaveCount(0)
  await question.getByRole('button', { name: 'Edit and send again' }).click()
  await field.fill('What is 6 * 7?')
  await field.press('Enter')
  await window.answered()
  await expect(window.transcript.getByText('42', { exact: true })).toBeVisible()
  await expect(window.transcript.getByText('Tokyo')).toHaveCount(0)
  await expect(question.getByLabel('Version 2 of 2')).toBeVisible()
  await take('branches')

  // The way back leads to the newest end of the other version.
  await question.getByRole('button', { name: 'Show the version before' }).click()
  await expect(window.transcript.getByText('375', { exact: true })).toBeVisible()
  await expect(window.transcript.getByText('Tokyo').first()).toBeVisible()
  await expect(question.getByLabel('Version 1 of 2')).toBeVisible()

  // An answer has versions of its own.
  const answer = window.transcript.getByRole('article', { name: 'Answer' }).first()
  await answer.hover()
  await answer.getByRole('button', { name: 'Retry' }).click()
  // Only when the new answer is there is it the one that has to come to its end.
  await expect(answer.getByLabel('Version 2 of 2')).toBeVisible()
  await window.answered()
  await first.close()

  const second = await launch(look)
  window = windowOf(second.page)
  await window.session('What is 15 * 25?').click()
  const again = window.transcript.getByRole('article', { name: 'You' }).first()
  await expect(again.getByLabel('Version 1 of 2')).toBeVisible()
  await expect(
    window.transcript.getByRole('article', { name: 'Answer' }).first().getByLabel('Version 2 of 2'),
  ).toBeVisible()
  await again.getByRole('button', { name: 'Show the next version' }).click()
  await expect(window.transcript.getByText('42', { exact: true })).toBeVisible()
})

test('a call is run again with other arguments, and the model goes on from there', async ({ launch, wire }, {
  project,
}) => {
  const env = environmentFor('openai-chat', wire)
  const { page } = await launch({ colorScheme: 'dark', reducedMotion: 'reduce', env })
  const multiply = { operation: 'multiply', a: 15, b: 25 }
  wire.script('openai-chat', calling(['c1', 'calculator', multiply]), saying('First.'), saying('Second.'))
  const window = windowOf(page)
  await window.ask('What is 15 * 25?')
  await window.answered()
  await window.transcript.getByRole('button', { name: /^1 tool/ }).click()
  await window.transcript.getByRole('button', { name: 'Details of calculator' }).click()
  const edit = 'Change the arguments of calculator and run it again'
  await window.transcript.getByRole('button', { name: edit }).click()
  const field = window.transcript.getByRole('textbox', { name: edit })
  await expect(field).toBeFocused()
  const changed = (await field.inputValue()).replace('25', '26')
  await field.fill(changed.slice(0, -1))
  await expect(window.transcript.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
  await field.fill(changed)
  await takesOf(page, project.name, 'dark')('edit-call', 'once')
  await field.press('Control+Enter')
  await expect(window.transcript.getByText('Second.')).toBeVisible()
  await window.answered()
  await window.transcript.getByRole('button', { name: /^1 tool/ }).click()
  await window.transcript.getByRole('button', { name: 'Details of calculator' }).click()
  await expect(window.transcript.getByText('390', { exact: true })).toBeVisible()
  await expect(window.transcript.getByLabel('Version 2 of 2')).toBeVisible()
  await window.transcript.getByRole('button', { name: 'Show the version before' }).click()
  await expect(window.transcript.getByText('First.')).toBeVisible()
})
