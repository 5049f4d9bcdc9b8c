import { afterEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { labels } from './testing/labels.ts'
import { createHighlighter, Markdown, spawnHighlightWorker, type Highlighter } from '../index.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('links', () => {
  it('a followed link is handed over re-serialised, and the page stays', async () => {
    const followed: string[] = []
    const before = location.href
    await show('[docs](HTTPS://Example.com/a%20b/../c?x=1#y "Title") and <mailto:a@b.c>', { followed })
    const link = page.getByRole('link', { name: 'docs' })
    await expect.element(link).toHaveAttribute('rel', 'noreferrer noopener')
    await link.click()
    await page.getByRole('link', { name: 'mailto:a@b.c' }).click()
    expect(followed).toEqual(['https://example.com/c?x=1#y', 'mailto:a@b.c'])
    expect(location.href).toBe(before)
  })

  it('can be reached and followed by keyboard', async () => {
    const followed: string[] = []
    await show('[one](https://a.b/)', { followed })
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    expect(followed).toEqual(['https://a.b/'])
  })

  it('the middle button follows it as well, through the same door', async () => {
    const followed: string[] = []
    await show('[one](https://a.b/)', { followed })
    const link = page.getByRole('link').element()
    const event = new MouseEvent('auxclick', { button: 1, bubbles: true, cancelable: true })
    link.dispatchEvent(event)
    expect(followed).toEqual(['https://a.b/'])
    expect(event.defaultPrevented).toBe(true)
  })

  it('bare http and https addresses are links, other schemes and bare hosts are not', async () => {
    const { container } = await show('See https://a.b/c_d, http://e.f. Not ftp://g.h, www.i.j or k@l.m.')
    expect(hrefs(container)).toEqual(['https://a.b/c_d', 'http://e.f/'])
  })

  it('relative addresses, fragments and addresses with a password are text', async () => {
    const { container } = await show('[a](/b) [c](#d) [e](https://user:word@f.g) [h](tel:1)')
    expect(hrefs(container)).toEqual([])
    expect(container.textContent).toBe('a c e h')
  })

  it('the mark of a footnote moves to the note', async () => {
    await show('A claim[^1].\n\n[^1]: The source.')
    await page.getByRole('button', { name: '1' }).click()
    expect(document.activeElement?.textContent).toContain('The source.')
  })
})

describe('pictures', () => {
  it('show their text and their host, as a link that is followed like any other', async () => {
    const followed: string[] = []
    const { container } = await show('![A chart](https://pics.example/x.png)', { followed })
    await page.getByRole('link', { name: 'A chart pics.example' }).click()
    expect(followed).toEqual(['https://pics.example/x.png'])
    expect(container.querySelector('img')).toBeNull()
  })

  it('inside a link are no link of their own', async () => {
    const { container } = await show('[![badge](https://pics.example/b.svg)](https://a.b/)')
    expect(hrefs(container)).toEqual(['https://a.b/'])
    expect(container.querySelector('a a')).toBeNull()
  })
})

describe('structure', () => {
  it('has headings one level below their marks, lists, quotes and rules', async () => {
    const { container } = await show('# A\n\n## B\n\n- x\n- y\n\n3. z\n\n> q\n\n---')
    expect([...container.querySelectorAll('.md-run > *')].map(({ tagName }) => tagName)).toEqual([
      'H2',
      'H3',
      'UL',
      'OL',
      'BLOCKQUOTE',
      'HR',
    ])
    expect(container.querySelector('ol')?.start).toBe(3)
  })

  it('task boxes say their state and the words beside them, and cannot be changed', async () => {
    await show('- [ ] write **tests**\n- [x] read\n- plain')
    const open = page.getByRole('checkbox', { name: 'write tests' })
    await expect.element(open).toBeDisabled()
    await expect.element(open).not.toBeChecked()
    await expect.element(page.getByRole('checkbox', { name: 'read' })).toBeChecked()
    expect(page.getByRole('checkbox').all()).toHaveLength(2)
  })

  it('a wide table scrolls in its own frame, and numbers keep their side', async () => {
    const head = Array.from({ length: 20 }, (_, index) => `column ${index}`)
    const { container } = await show(
      `|${head.join('|')}|\n|${head.map(() => '---:').join('|')}|\n|${head.join('|')}|`,
    )
    const frame = container.querySelector('.md-table-frame')
    expect(frame?.scrollWidth).toBeGreaterThan(frame?.clientWidth ?? 0)
    expect(document.documentElement.scrollWidth).toBe(document.documentElement.clientWidth)
    expect(getComputedStyle(container.querySelector('td') ?? container).textAlign).toBe('end')
  })

  it('prices are no formulas, formulas are, and what KaTeX refuses shows its source', async () => {
    const { container } = await show('It costs $5 and $10. So $x^2$ and $\\frac{$ or $\\nosuch{y}$.')
    expect(container.textContent).toContain('It costs $5 and $10.')
    await expect.poll(() => container.querySelectorAll('.katex').length).toBe(1)
    const sources = [...container.querySelectorAll('.md-math-source')].map(({ textContent }) => textContent)
    expect(sources).toEqual(['\\frac{', '\\nosuch{y}'])
  })

  it('a formula that never closes is shown as text when the answer ends', async () => {
    const text = 'so\n\n$$\n\\sum x'
    const { container, rerender } = await show(text, { streaming: true })
    expect(container.textContent).toBe('so')
    await rerender(element(text, {}))
    expect(container.textContent).toBe('so$$\n\\sum x')
  })

  it('html is text, but for a line break', async () => {
    const { container } = await show('a<br>b <b>c</b>\n\n<div>d</div>')
    expect(container.textContent).toBe('ab <b>c</b><div>d</div>')
    expect(container.querySelectorAll('br')).toHaveLength(1)
  })
})

describe('code', () => {
  it('copies exactly what it shows, and says so for a second and a half', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const written: string[] = []
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void written.push(text))
    await show('```python\nif x:\n\n\ty = 1\n```')
    await expect.element(page.getByText('Python', { exact: true })).toBeVisible()
    page
      .getByRole('button', { name: 'Copy' })
      .element()
      .dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await expect.element(page.getByRole('button', { name: 'Copied' })).toBeVisible()
    expect(written).toEqual(['if x:\n\n\ty = 1'])
    vi.advanceTimersByTime(1499)
    await expect.element(page.getByRole('button', { name: 'Copied' })).toBeVisible()
    vi.advanceTimersByTime(1)
    await expect.element(page.getByRole('button', { name: 'Copy', exact: true })).toBeVisible()
  })

  it('does not say that it copied when it could not', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'))
    await show('```\nx\n```')
    await page.getByRole('button', { name: 'Copy' }).click()
    await expect.element(page.getByRole('button', { name: 'Copy', exact: true })).toBeVisible()
  })

  it('has its head as soon as the first line is there, and keeps every line as the same element', async () => {
    const { container, rerender } = await show('```ts\n', { streaming: true })
    expect(container.querySelector('.md-code-language')?.textContent).toBe('TypeScript')
    expect(container.querySelector('.md-code-head')?.getBoundingClientRect().height).toBe(34)
    await rerender(element('```ts\nlet a\nle', { streaming: true }))
    const [first, second] = lineElements(container)
    await rerender(element('```ts\nlet a\nlet b\n```\n\nafter', { streaming: true }))
    await rerender(element('```ts\nlet a\nlet b\n```\n\nafter', {}))
    expect(lineElements(container)).toEqual([first, second])
    expect(second?.textContent).toBe('let b\n')
  })

  it('selected by hand has the lines it shows and no others', async () => {
    const code = 'a\n\n  b\n\n\nc'
    const { container } = await show(`\`\`\`\n${code}\n\`\`\``)
    const selection = getSelection()
    selection?.selectAllChildren(container.querySelector('pre') ?? container)
    expect(selection?.toString().trimEnd()).toBe(code)
  })

  it('gets colours from the worker, in a stream and in a finished answer alike', async () => {
    const highlighter = createHighlighter(spawnHighlightWorker)
    try {
      const text = '```python\ndef f(x):\n    return 1  # note\n```\n'
      const { container, rerender } = await show(text.slice(0, 20), { highlighter, streaming: true })
      await rerender(element(text, { highlighter, streaming: false }))
      await expect.poll(() => tokens(container)).toContainEqual(['number', '1'])
      expect(tokens(container)).toContainEqual(['keyword', 'def'])
      expect(tokens(container)).toContainEqual(['comment', '# note'])
      expect(container.querySelector('pre')?.textContent).toBe('def f(x):\n    return 1  # note\n')
    } finally {
      highlighter.close()
    }
  })
})

describe('a growing text', () => {
  it('keeps the elements of settled blocks, and of the open one when it settles', async () => {
    const { container, rerender } = await show('one\n\ntwo\n\nthr', { streaming: true })
    const before = [...container.querySelectorAll('p')]
    await rerender(element('one\n\ntwo\n\nthree\n\nfour', { streaming: true }))
    expect([...container.querySelectorAll('p')].slice(0, 3)).toEqual(before)
    await rerender(element('one\n\ntwo\n\nthree\n\nfour', {}))
    expect(container.querySelectorAll('p')[0]).toBe(before[0])
    expect(container.textContent).toBe('onetwothreefour')
  })

  it('is not laid out where it is far from the screen, and keeps its height there', async () => {
    const paragraphs = Array.from(
      { length: 100 },
      (_, index) => `${index}. ${'word '.repeat(index % 40)}\n\n---`,
    )
    const { container, rerender } = await show('', { streaming: true })
    container.setAttribute('style', 'height: 300px; overflow: auto')
    for (let end = 10; end <= paragraphs.length; end += 10) {
      await rerender(element(paragraphs.slice(0, end).join('\n\n'), { streaming: true }))
      container.scrollTo(0, container.scrollHeight)
      await new Promise(requestAnimationFrame)
    }
    const runs = [...container.querySelectorAll<HTMLElement>('.md-run')]
    const contents = runs.map(({ firstElementChild }) => firstElementChild)
    expect(contents.map((each) => each?.checkVisibility({ contentVisibilityAuto: true }))).toContain(false)
    const height = container.scrollHeight
    for (const run of runs) run.style.contentVisibility = 'visible'
    expect(container.scrollHeight).toBe(height)
  })

  it('shows no marks of what is half written', async () => {
    const { container, rerender } = await show('see **bo', { streaming: true })
    expect(container.textContent).toBe('see bo')
    await rerender(element('see **bo', {}))
    expect(container.textContent).toBe('see **bo')
  })

  it('that is replaced by another is shown anew, and one that goes on after its end goes on', async () => {
    const { container, rerender } = await show('first *text*', {})
    await rerender(element('second', {}))
    expect(container.textContent).toBe('second')
    await rerender(element('second and **more', { streaming: true }))
    expect(container.textContent).toBe('second and more')
    await rerender(element('second and **more**.', {}))
    expect(container.textContent).toBe('second and more.')
    await rerender(element('', {}))
    expect(container.textContent).toBe('')
  })
})

type ShowOptions = {
  readonly streaming?: boolean
  readonly followed?: string[]
  readonly highlighter?: Highlighter
}

function show(text: string, options: ShowOptions = {}) {
  return render(element(text, options))
}

function element(text: string, { streaming = false, followed = [], highlighter }: ShowOptions) {
  return (
    <Markdown
      text={text}
      streaming={streaming}
      highlighter={highlighter}
      onLink={(url) => void followed.push(url)}
      labels={labels}
    />
  )
}

function hrefs(container: Element): (string | null)[] {
  return [...container.querySelectorAll('a')].map((link) => link.getAttribute('href'))
}

function lineElements(container: Element): Element[] {
  return [...container.querySelectorAll('pre code > div > div')]
}

function tokens(container: Element): (readonly [string, string])[] {
  return [...container.querySelectorAll('pre span')].map(
    (span) => [span.className.replace('md-token-', ''), span.textContent ?? ''] as const,
  )
}
