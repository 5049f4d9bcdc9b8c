import '../../src/renderer/styles/index.css'
import 'streamdown/styles.css'
import 'markstream-react/index.css'
import './page.css'
import { useLayoutEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { createShowPace } from '../../src/main/core/run/show-pace.ts'
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
// Joined as the app's main process does, and drawn once a frame; the others as their own examples do.
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

/** A piece a message, as they come to a window. */
function sendPieces(count: number, rate: number, onPiece: () => void): Promise<void> {
  const source = `onmessage = ({ data: { count, rate } }) => {
    let sent = 0
    const begun = performance.now()
    const timer = setInterval(() => {
      const due = Math.min(count, Math.floor((performance.now() - begun) * rate / 1000))
      while (sent < due) { postMessage(0); sent++ }
      if (sent >= count) { clearInterval(timer); postMessage(1) }
    }, Math.max(1, Math.floor(1000 / rate)))
  }`
  const worker = new Worker(URL.createObjectURL(new Blob([source])))
  return new Promise((resolve) => {
    worker.addEventListener('message', ({ data }) => {
      if (data === 0) return onPiece()
      worker.terminate()
      resolve()
    })
    worker.postMessage({ count, rate }, { transfer: [] })
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

/** What the run's recorder does with deltas: the end of an answer goes out at once, with all that is held. */
function createJoiner(onDue: () => void): (letters: number, isLast: boolean) => void {
  const pace = createShowPace()
  let timer: ReturnType<typeof setTimeout> | undefined
  const send = () => {
    clearTimeout(timer)
    timer = undefined
    pace.shown(performance.now())
    requestAnimationFrame(onDue)
  }
  return (letters, isLast) => {
    pace.add(letters)
    const wait = isLast ? 0 : pace.wait(performance.now())
    if (wait <= 0) send()
    else timer ??= setTimeout(send, wait)
  }
}

async function stream(rate: number): Promise<Seen> {
  let received = shown
  let whole = pieces.slice(0, shown).join('')
  let ended = 0
  const frames: number[] = []
  longTasks = []
  updates = 0
  const join = createJoiner(() => show(whole))
  const sending = sendPieces(pieces.length - shown, rate, () => {
    const piece = pieces[received++] ?? ''
    whole += piece
    if (isOurs) join(piece.length, received === pieces.length)
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
  await sending
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
