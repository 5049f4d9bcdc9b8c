import '../../styles/index.css'
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

it('the pieces of one line follow each other in it, once it does not grow any more', async () => {
  const line = 'wide words '.repeat(1000)
  const element = (growing: boolean) => (
    <div style={{ whiteSpace: 'pre', lineHeight: '20px' }}>
      <LongText text={`before\n${line}\nbehind`} growing={growing} />
    </div>
  )
  const { container, rerender } = await render(element(true))
  const height = () => container.firstElementChild?.clientHeight
  expect(height()).toBeGreaterThan(3 * 20)
  await rerender(element(false))
  expect(height()).toBe(3 * 20)
  expect(container.textContent).toBe(`before\n${line}\nbehind`)
})
