import '../../src/renderer/styles/index.css'
import 'streamdown/styles.css'
import 'markstream-react/index.css'
import './page.css'
import { useLayoutEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { Order, Sent } from './sender.ts'
import { answerText, endMark, type TextKind } from './text.ts'
import { variants, type Draw } from './variants.tsx'

/** What was seen of one stream. */
export interface Seen {
  /** Milliseconds from the last piece to its picture. */
  readonly lag: number
  readonly frames: readonly number[]
  readonly longTasks: readonly number[]
  readonly updates: number
}

declare global {
  interface Window {
    /** Streams what is not shown yet, at so many pieces a second. */
    stream?: (rate: number) => Promise<Seen>
    /** Shows, finishes and takes away one more answer. */
    cycle?: () => Promise<void>
  }
}

const query = new URLSearchParams(location.search)
const variant = query.get('variant') ?? ''
const kind: TextKind = query.get('kind') === 'fence' ? 'fence' : 'mixed'
const text = `${answerText(Number(query.get('tokens')), kind)}\n\n${endMark}\n`
const pieces = text.match(/[^]{1,4}/g) ?? []
const shown = Number(query.get('shown'))
const isOurs = variant === 'parley'

const draw = variants[variant]?.()
const box = document.querySelector('#box')
const root = document.querySelector('#root')
const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))

let updates = 0
let show: (text: string) => void = () => {}
let longTasks: number[] = []

function Answer({ draw: drawing }: { readonly draw: Draw }) {
  const [now, setNow] = useState(() => pieces.slice(0, shown).join(''))
  useLayoutEffect(() => {
    show = setNow
  }, [])
  useLayoutEffect(() => {
    updates++
  })
  return drawing(now, now.length === text.length)
}

new PerformanceObserver((list) =>
  longTasks.push(...list.getEntries().map(({ duration }) => duration)),
).observe({
  entryTypes: ['longtask'],
})

/** Calls `onPieces` with how many came, as they come to a window. Resolves behind the last ones. */
function receive(order: Order, onPieces: (count: number) => void): Promise<void> {
  const worker = new Worker(new URL('sender.ts', import.meta.url), { type: 'module' })
  return new Promise((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Sent>) => {
      onPieces(data.pieces)
      if (!data.isLast) return
      worker.terminate()
      resolve()
    })
    worker.postMessage(order, { transfer: [] })
  })
}

/** The last words, without reading the whole text of a long answer. */
function lastText(node: Node): string {
  for (let child = node.lastChild; child; child = child.previousSibling) {
    const words = child instanceof Text ? child.data : lastText(child)
    if (words.trim()) return words
  }
  return ''
}

async function stream(rate: number): Promise<Seen> {
  let received = shown
  let whole = pieces.slice(0, shown).join('')
  let ended = 0
  const frames: number[] = []
  longTasks = []
  updates = 0
  const letters = pieces.slice(shown).map((piece) => piece.length)
  const receiving = receive({ letters, rate, isJoined: isOurs }, (count) => {
    const from = received
    received += count
    whole += pieces.slice(from, received).join('')
    // The window draws what came once a frame; the others as their own examples do.
    if (isOurs) requestAnimationFrame(() => show(whole))
    else show(whole)
  }).then(() => (ended = performance.now()))
  let last = performance.now()
  for (;;) {
    await nextFrame()
    const now = performance.now()
    frames.push(now - last)
    last = now
    if (box) box.scrollTop = 1e9
    const isShown = received === pieces.length && root && lastText(root).includes(endMark)
    if (isShown || (ended && now - ended > 30_000)) break
  }
  await receiving
  return { lag: Math.max(0, last - ended), frames: frames.slice(2), longTasks, updates }
}

async function cycle(): Promise<void> {
  const host = document.body.appendChild(document.createElement('div'))
  const drawn = createRoot(host)
  for (let end = 0; end < text.length; end += 2048) {
    drawn.render(draw?.(text.slice(0, end + 2048), end + 2048 >= text.length))
    await nextFrame()
  }
  // What colours the code still works.
  await new Promise((resolve) => setTimeout(resolve, 400))
  drawn.unmount()
  host.remove()
  await nextFrame()
}

if (root && draw) {
  createRoot(root).render(<Answer draw={draw} />)
  Object.assign(window, { stream, cycle })
}
