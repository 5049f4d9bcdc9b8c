import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Markdown } from '../index.ts'
import { hostile } from './testing/hostile.ts'
import { labels } from './testing/labels.ts'

const fence = '```'

const forbidden =
  'script, iframe, object, embed, form, img, svg script, style, link, video, audio, base, meta, dialog, details, input:not([type=checkbox])'

let called = 0

beforeEach(() => {
  called = 0
  Object.assign(globalThis, { boom: () => called++ })
})

afterEach(() => {
  vi.restoreAllMocks()
})

/** Split at every letter where the splitting is the attack. */
const stepOf = (id: string, text: string) => (id === 'RX-15' ? 1 : Math.max(1, Math.ceil(text.length / 30)))

for (const [id, texts] of Object.entries(hostile)) {
  it.each(texts)(
    `${id} AP-05 AP-06 stays text while streaming, when finished and when loaded again: %j`,
    async (text) => {
      const { container, rerender, unmount } = await render(element('', true))
      const step = stepOf(id, text)
      for (let at = step; at < text.length + step; at += step) {
        await rerender(element(text.slice(0, at), true))
        check(container)
      }
      await rerender(element(text, false))
      check(container)
      await unmount()
      const loaded = await render(element(text, false))
      await expect.poll(() => loaded.container.querySelector('[aria-busy]')).toBeNull()
      check(loaded.container)
      expect(called).toBe(0)
      expect(requests()).toEqual([])
    },
  )
}

it('RX-06 RX-21 a diagram of 10,000 nodes and a table of 2,000 rows are shown as they are, and the page goes on', async () => {
  const nodes = Array.from({ length: 10_000 }, (_, at) => `  n${at} --> n${(at * 7) % 10_000}`)
  const rows = Array.from({ length: 2000 }, (_, at) => `| ${at} | x |`)
  const text = `${fence}mermaid\ngraph TD\n${nodes.join('\n')}\n${fence}\n\n| a | b |\n| - | - |\n${rows.join('\n')}\n`
  const { container, rerender } = await render(element(text.slice(0, text.length / 2), true))
  await rerender(element(text, true))
  let changes = 0
  const watcher = new MutationObserver((records) => (changes += records.length))
  watcher.observe(container, { subtree: true, childList: true, characterData: true })
  await rerender(element(`${text}\nend`, true))
  await expect.poll(() => changes).toBeGreaterThan(0)
  // One more line is one more line: what stands there is not drawn anew.
  expect(changes).toBeLessThan(20)
  // Beyond what a page lays out at once, more of it comes when asked.
  const more = page.getByRole('button', { name: /^Show more/ })
  while (more.elements().length > 0) await more.click()
  expect(container.textContent).toContain('n9999 --> n9993')
  expect(container.querySelectorAll('tr')).toHaveLength(2001)
  check(container)
})

it('RX-19 RX-22 what would hide in code and in links is seen, and copied as it is seen', async () => {
  const written: string[] = []
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void written.push(text))
  const line = 'if (user\u202e == "admin\u2066") { \u200b\u{e0041} } // \u2714\ufe0f'
  const text = `${fence}js\n${line}\n${fence}\n\n[pay\u202epal](https://\u0430pple.com/)`
  const { container } = await render(element(text, false))
  const seen = 'if (user\\u{202e} == "admin\\u{2066}") { \\u{200b}\\u{e0041} } // \u2714\ufe0f'
  expect(container.querySelector('pre')?.textContent).toBe(`${seen}\n`)
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  expect(written).toEqual([seen])
  await expect.element(page.getByRole('button', { name: labels.copiedAsSeen })).toBeVisible()
  const link = container.querySelector('a')
  expect(link?.textContent).toBe('pay\\u{202e}pal')
  expect(link?.title).toBe('https://xn--pple-43d.com/')
})

function element(text: string, streaming: boolean) {
  return (
    <Markdown text={text} streaming={streaming} highlighter={undefined} onLink={() => {}} labels={labels} />
  )
}

function check(container: Element): void {
  const elements = [...container.querySelectorAll('*')]
  const live = elements.filter((node) => node.matches(forbidden))
  const attributes = elements.flatMap((node) => [...node.attributes])
  expect(live).toEqual([])
  // No text takes a name or a class of the app's own.
  expect(elements.filter((node) => /call|fold|approval|turn/.test(node.getAttribute('class') ?? ''))).toEqual(
    [],
  )
  expect(container.querySelector('[id=parley]')).toBeNull()
  expect(attributes.filter(isDangerous).map(({ name, value }) => `${name}=${value}`)).toEqual([])
}

function isDangerous({ name, value }: Attr): boolean {
  if (name === 'href') return !/^(?:https?|mailto):/.test(value)
  if (name === 'style') return /url|import/i.test(value)
  return /^on|^(?:src|srcset|srcdoc|action|formaction|data|xlink:href|ping|background|poster)$/i.test(name)
}

/** What the page asked of the hosts that the documents name. */
function requests(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.includes('evil.test'))
}
