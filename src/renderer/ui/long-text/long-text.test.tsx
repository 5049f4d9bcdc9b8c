import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { LongText } from './long-text.tsx'

it('RX-21 a long text stands in pieces, whole, and a growing one keeps those that are full', async () => {
  const line = `${'word '.repeat(20)}\n`
  const text = line.repeat(500) + 'x'.repeat(20_000)
  const { container, rerender } = await render(<LongText text={text.slice(0, -10)} />)
  const before = [...container.children]
  await rerender(<LongText text={text} />)
  expect([...container.children].slice(0, before.length - 1)).toEqual(before.slice(0, -1))
  expect(container.textContent).toBe(text)
  const longest = Math.max(...[...container.children].map(({ textContent }) => textContent.length))
  expect(longest).toBeLessThan(6000)
})

it('cuts a line that is too long behind a word', async () => {
  const { container } = await render(<LongText text={'some words '.repeat(1000)} />)
  const texts = [...container.children].map(({ textContent }) => textContent)
  expect(texts.length).toBeGreaterThan(2)
  expect(texts.every((text) => text.endsWith(' '))).toBe(true)
})
