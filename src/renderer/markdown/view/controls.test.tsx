import { afterEach, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Markdown } from '../index.ts'
import { labels } from './testing/labels.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

it('the note of a footnote leads back to where the text names it', async () => {
  const { container } = await show('A claim[^1].\n\n[^1]: The source.')
  await page.getByRole('button', { name: '1', exact: true }).click()
  await page.getByRole('button', { name: 'Back to the text' }).click()
  expect(document.activeElement).toBe(container.querySelector('sup button'))
})

it('code wraps when asked to, and no more when asked again', async () => {
  const { container } = await show(`\`\`\`\n${'word '.repeat(200)}\n\`\`\``)
  const pre = container.querySelector('pre')
  const overflows = () => (pre?.scrollWidth ?? 0) > (pre?.clientWidth ?? 0)
  expect(overflows()).toBe(true)
  const wrap = page.getByRole('button', { name: 'Wrap lines' })
  await wrap.click()
  expect(overflows()).toBe(false)
  await wrap.click()
  expect(overflows()).toBe(true)
})

it('a table is copied as CSV, with nothing in it that a spreadsheet would run', async () => {
  const written: string[] = []
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void written.push(text))
  await show(
    '| a | **b** |\n| - | - |\n| 1, 2 | `say "x"` |\n| -5 | +3.2% |\n| =1+1 | @sum |\n| -cmd | c<br>d |',
  )
  await userEvent.tab()
  await userEvent.keyboard('{Enter}')
  expect(written).toEqual(['a,b\r\n"1, 2","say ""x"""\r\n-5,+3.2%\r\n\'=1+1,\'@sum\r\n\'-cmd,"c\nd"\r\n'])
})

it('a page and a picture are looked at in a frame of nobody’s origin, when asked and not before', async () => {
  const { container } = await show('```html\n<p>x</p>\n```\n\n```svg\n<svg/>\n```\n\n```xml\n<a/>\n```')
  expect(container.querySelectorAll('iframe')).toHaveLength(0)
  const buttons = page.getByRole('button', { name: 'Preview' })
  expect(buttons.all()).toHaveLength(2)
  await buttons.first().click()
  await expect.poll(() => container.querySelector('iframe')).not.toBeNull()
  const frame = container.querySelector('iframe')
  expect(frame?.getAttribute('sandbox')).toBe('allow-scripts')
  expect(frame?.contentDocument).toBeNull()
  await buttons.first().click()
  expect(container.querySelector('iframe')).toBeNull()
})

it('a long piece of HTML is in no single text', async () => {
  const { container } = await show(`<div>\n${'<p>line</p>\n'.repeat(2000)}</div>`)
  const longest = [...container.querySelectorAll('.md-html > *')].map(({ textContent }) => textContent.length)
  expect(Math.max(...longest)).toBeLessThan(2000)
  expect(container.textContent).toContain('</div>')
})

function show(text: string) {
  return render(
    <Markdown text={text} streaming={false} highlighter={undefined} onLink={() => {}} labels={labels} />,
  )
}
