import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { IconButton } from '../button/icon-button.tsx'
import { Tooltips } from './tooltips.tsx'

const shown = () => document.querySelector('.tooltip')?.textContent

async function renderRow() {
  const screen = await render(
    <>
      <p>Elsewhere</p>
      <IconButton icon="copy" label="Copy" keys="Ctrl+C" />
      <IconButton icon="retry" label="Retry" />
      <Tooltips />
    </>,
  )
  const [copy, retry] = [
    screen.getByRole('button', { name: 'Copy' }),
    screen.getByRole('button', { name: 'Retry' }),
  ]
  return { screen, copy, retry, elsewhere: screen.getByText('Elsewhere') }
}

test('a pointer that rests on a button is told what it does, and the next button at once', async () => {
  const { copy, retry, elsewhere } = await renderRow()
  await userEvent.hover(copy)
  expect(shown()).toBeUndefined()
  await expect.poll(shown).toBe('CopyCtrl+C')
  await userEvent.hover(retry)
  expect(shown()).toBe('Retry')
  await userEvent.hover(elsewhere)
  await expect.poll(shown).toBeUndefined()
})

test('the focus of the keyboard is told at once, and Escape, a press or a scroll take it away', async () => {
  const { copy, elsewhere } = await renderRow()
  await userEvent.hover(elsewhere)
  await userEvent.keyboard('{Tab}')
  await expect.element(copy).toHaveFocus()
  await expect.poll(shown).toBe('CopyCtrl+C')
  await userEvent.keyboard('{Escape}')
  await expect.poll(shown).toBeUndefined()
  await userEvent.keyboard('{Tab}')
  await expect.poll(shown).toBe('Retry')
  document.dispatchEvent(new Event('scroll'))
  await expect.poll(shown).toBeUndefined()
  await userEvent.click(copy)
  expect(shown()).toBeUndefined()
})
