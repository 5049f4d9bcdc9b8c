import { lazy } from 'react'
import { expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { OnBroken, WindowPart } from './window-part.tsx'

const Missing = lazy(() => Promise.reject(new Error('the file is gone')))

function Torn(): never {
  throw new Error('it cannot be drawn')
}

test.each([
  ['loaded', <Missing key="missing" />],
  ['drawn', <Torn key="torn" />],
])('a part that cannot be %s is told of once, and leaves the others as they are', async (_what, part) => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const told: unknown[] = []
  const screen = await render(
    <OnBroken value={(error) => told.push(error)}>
      <p>Before</p>
      <WindowPart instead={<p>Instead</p>}>{part}</WindowPart>
      <WindowPart>{part}</WindowPart>
      <p>Behind</p>
    </OnBroken>,
  )
  await expect.element(screen.getByText('Instead')).toBeVisible()
  await expect.element(screen.getByText('Before')).toBeVisible()
  await expect.element(screen.getByText('Behind')).toBeVisible()
  expect(told).toHaveLength(2)
})
