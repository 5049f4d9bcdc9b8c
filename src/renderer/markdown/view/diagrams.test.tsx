import '../../styles/index.css'
import { afterEach, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { drawDiagram, spawnDiagramWorker } from '../diagrams/client.ts'
import { readLook } from '../diagrams/look.ts'
import { Markdown } from '../index.ts'
import { labels } from './testing/labels.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const fence = (source: string) => `\`\`\`mermaid\n${source}\n\`\`\``
const small = fence('graph LR\n  Ask --> Answer')

/** Within two seconds no layout engine gets through this, though it is short. */
const endless = `graph TD\n${Array.from({ length: 900 }, (_, at) => `n${at % 120}-->n${(at * 37 + 11) % 121}`).join('\n')}`

it('a diagram is drawn when asked, in the place of its source, kept as SVG, and its source comes back', async () => {
  const saved: { readonly name: string; readonly content: Blob }[] = []
  const { container } = await show(small, { onSave: (name, content) => saved.push({ name, content }) })
  const pre = container.querySelector('pre')
  const preview = page.getByRole('button', { name: 'Preview' })
  await preview.click()
  await expect.poll(() => container.querySelector('iframe'), { timeout: 30_000 }).not.toBeNull()
  const frame = container.querySelector('iframe')
  expect(frame?.getAttribute('sandbox')).toBe('allow-scripts')
  expect(frame?.contentDocument).toBeNull()
  await expect.poll(() => pre?.checkVisibility()).toBe(false)

  // Its place is held until the frame, and nobody else, says that it has painted.
  const skeleton = () => container.querySelector('.md-diagram .skeleton')
  window.dispatchEvent(new MessageEvent('message', { data: 'painted', source: window }))
  expect(skeleton()).not.toBeNull()
  window.dispatchEvent(new MessageEvent('message', { data: 'painted', source: frame?.contentWindow ?? null }))
  await expect.poll(skeleton).toBeNull()

  await page.getByRole('button', { name: 'Save as SVG' }).click()
  expect(saved.map(({ name, content }) => [name, content.type])).toEqual([['diagram.svg', 'image/svg+xml']])
  const drawn = new DOMParser().parseFromString((await saved[0]?.content.text()) ?? '', 'image/svg+xml')
  expect(drawn.documentElement.textContent).toContain('Answer')

  await page.getByRole('button', { name: 'Full view' }).click()
  await expect.element(page.getByRole('dialog')).toBeVisible()
  await expect.poll(shownWidth).toBeGreaterThan(0)
  const fitting = shownWidth()
  await page.getByRole('button', { name: 'Larger' }).click()
  await expect.poll(shownWidth).toBeCloseTo(fitting * 1.25, 0)
  await page.getByRole('button', { name: 'Fit' }).click()
  await expect.poll(shownWidth).toBeCloseTo(fitting, 0)
  await page.getByRole('button', { name: 'Close' }).click()

  await preview.click()
  expect(container.querySelector('iframe')).toBeNull()
  expect(pre?.checkVisibility()).toBe(true)
})

it('what is no diagram keeps its source, with the line at which it is not understood', async () => {
  const { container } = await show(fence('graph LR\n  A -->'))
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect.element(page.getByRole('status')).toHaveTextContent('Not understood in line 2')
  expect(container.querySelector('pre')?.checkVisibility()).toBe(true)
  expect(container.querySelector('iframe')).toBeNull()
})

it('a diagram that is still being written is not drawn yet', async () => {
  const text = '```mermaid\ngraph LR\n  A --> B\n'
  const { rerender } = await show(text, { streaming: true })
  const preview = page.getByRole('button', { name: 'Preview' })
  await expect.element(preview).toBeDisabled()
  await rerender(element(`${text}\`\`\`\n\nAnd so on.`, { streaming: true }))
  await expect.element(preview).toBeEnabled()
})

it('RX-06 a diagram that would take for ever is stopped after two seconds, and frames come all the while', async () => {
  const look = readLook(document.documentElement)
  const ends: ReturnType<typeof vi.spyOn>[] = []
  const spawn = () => {
    const worker = spawnDiagramWorker()
    ends.push(vi.spyOn(worker, 'terminate'))
    return worker
  }
  const order = { source: endless, look }
  let frames = 0
  let isDone = false
  const count = () => {
    frames += 1
    if (!isDone) requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
  const drawn = await drawDiagram(order, spawn, new AbortController().signal)
  isDone = true
  expect(drawn).toEqual({ type: 'too-slow' })
  expect(ends.map(({ mock }) => mock.calls.length)).toEqual([1])
  // A page that waited for the diagram would have a frame before and one behind, however fast the machine is.
  expect(frames).toBeGreaterThan(5)
})

it('RX-06 a diagram that was drawn in time counts, though the window was busy when its time was over', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const drawn = { type: 'drawn', svg: '<svg/>', width: 10, height: 10 }
  const script = `for (const data of [{ type: 'ready' }, ${JSON.stringify(drawn)}]) postMessage(data)`
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
  const worker = new Worker(address)
  const order = { source: 'graph TD\nA --> B', look: readLook(document.documentElement) }
  const outcome = drawDiagram(order, () => worker, new AbortController().signal)
  worker.addEventListener('message', ({ data }) => {
    if (data.type === 'ready') vi.advanceTimersByTime(2000)
  })
  expect(await outcome).toEqual(drawn)
  URL.revokeObjectURL(address)
})

it('RX-06 a diagram of 5 MB, and one of 10,000 nodes, are not even begun', async () => {
  const look = readLook(document.documentElement)
  const spawn = vi.fn<() => Worker>(spawnDiagramWorker)
  const nodes = Array.from({ length: 10_000 }, (_, at) => `n${at} --> n${(at * 7) % 10_000}`).join('\n')
  for (const source of [`graph TD\n${'A --> B\n'.repeat(650_000)}`, `graph TD\n${nodes}`])
    expect(await drawDiagram({ source, look }, spawn, new AbortController().signal)).toEqual({
      type: 'too-long',
    })
  expect(spawn).not.toHaveBeenCalled()
})

function shownWidth(): number {
  return document.querySelector('[role=dialog] iframe')?.getBoundingClientRect().width ?? 0
}

type Options = { readonly streaming?: boolean; readonly onSave?: (name: string, content: Blob) => void }

function element(text: string, { streaming = false, onSave = () => undefined }: Options = {}) {
  return (
    <Markdown
      text={text}
      streaming={streaming}
      highlighter={undefined}
      onLink={() => {}}
      onSave={onSave}
      labels={labels}
    />
  )
}

function show(text: string, options?: Options) {
  return render(element(text, options))
}
