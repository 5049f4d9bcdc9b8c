import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { Markdown } from '../index.ts'
import { labels } from './testing/labels.ts'

const fence = '```'

/** Documents that try to become more than text. `boom` is what each of them would call. */
const hostile: readonly string[] = [
  '<script>boom()</script>',
  '<img src=x onerror=boom()>',
  '<img src=https://evil.test/1.png>',
  'a <b onclick="boom()">b</b>',
  '<iframe src="//evil.test"></iframe>',
  '<svg onload=boom()><script>boom()</script></svg>',
  '<style>@import "https://evil.test/a.css"</style>',
  '<link rel=stylesheet href=https://evil.test/b.css>',
  '<form action=https://evil.test><input name=a></form>',
  '<!-- --><svg onload=boom()>',
  '[x](javascript:boom())',
  '[x](JaVaScRiPt:boom())',
  '[x](&#106;avascript:boom())',
  '[x](java\tscript:boom())',
  '[x](<javascript:boom()>)',
  '[x](data:text/html;base64,PHNjcmlwdD5ib29tKCk8L3NjcmlwdD4=)',
  '[x](vbscript:boom)',
  '[x](file:///etc/passwd)',
  '[x](blob:https://evil.test/1)',
  '<javascript:boom()>',
  '[a]: javascript:boom()\n\n[a]',
  '[x](pending:)',
  '![x](javascript:boom())',
  '![x](data:image/svg+xml;base64,AAAA)',
  '![x](data:image/png;base64,AAAA)',
  '![x](https://evil.test/2.png)',
  '![x][e]\n\n[e]: https://evil.test/3.png',
  '[![x](https://evil.test/4.png)](javascript:boom())',
  '$\\href{javascript:boom()}{x}$',
  '$\\url{javascript:boom()}$',
  '$\\htmlData{x=y}{z}$',
  '$\\htmlStyle{background:url(https://evil.test/5.png)}{x}$',
  '$$\\includegraphics{https://evil.test/6.png}$$',
  '$<img src=x onerror=boom()>$',
  '$\\text{<img src=x onerror=boom()>}$',
  '$\\color{red;background:url(https://evil.test/7.png)}x$',
  `${fence}html\n<script>boom()</script>\n${fence}`,
  `${fence}"><script>boom()</script>\nx\n${fence}`,
  `${fence}constructor\nx\n${fence}`,
  '| <script>boom()</script> |\n| - |\n| <img src=x onerror=boom()> |',
  '[^"><script>boom()</script>]: x\n\na[^"><script>boom()</script>]',
  '- [x] <img src=x onerror=boom()>',
  '# <img src=x onerror=boom()>',
  '[__proto__]: https://a.b\n\n[__proto__] [constructor]',
  '*a **b '.repeat(400),
  `${'> '.repeat(300)}deep`,
  '['.repeat(2000),
]

const forbidden =
  'script, iframe, object, embed, form, img, svg script, style, link, video, audio, base, meta, input:not([type=checkbox])'

let called = 0

beforeEach(() => {
  called = 0
  Object.assign(globalThis, { boom: () => called++ })
})

afterEach(() => {
  vi.restoreAllMocks()
})

it.each(hostile)(
  'AP-05 AP-06 stays text and asks for nothing while streaming, when finished and when loaded again: %j',
  async (text) => {
    const { container, rerender, unmount } = await render(element('', true))
    const step = Math.max(1, Math.ceil(text.length / 40))
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
