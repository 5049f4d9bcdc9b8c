import { tipped } from './tip.ts'

/** How long the pointer must rest on a control. */
const REST_MS = 500
/** How soon after one explanation the next comes at once: who goes along a row of buttons reads them all. */
const NEXT_MS = 400

/**
 * Tells which element of the window is to be explained, or none. A pointer that rests, or the focus when it came by the
 * keyboard, asks for it; a press, a key, a scroll or another window ends it. Gives what stops the watching.
 */
export function watchTips(show: (element: Element | undefined) => void): () => void {
  let over: Element | undefined
  let shown: Element | undefined
  let hiddenAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  const reveal = (element: Element | undefined) => {
    clearTimeout(timer)
    if (shown && !element) hiddenAt = performance.now()
    if (shown !== element) show(element)
    shown = element
  }
  const hide = () => reveal(undefined)
  const point = ({ target, pointerType }: PointerEvent) => {
    const element = pointerType === 'touch' ? undefined : tipped(target)
    if (element === over) return
    over = element
    const isNext = shown !== undefined || performance.now() - hiddenAt < NEXT_MS
    hide()
    if (!element) return
    if (isNext) reveal(element)
    else timer = setTimeout(() => reveal(element.isConnected ? element : undefined), REST_MS)
  }
  const focus = ({ target }: FocusEvent) => {
    const element = tipped(target)
    if (element?.matches(':focus-visible')) reveal(element)
  }
  const press = () => {
    hide()
    // Who has pressed knows what it is.
    hiddenAt = Number.NEGATIVE_INFINITY
  }
  const ending = new AbortController()
  const options = { capture: true, passive: true, signal: ending.signal }
  document.addEventListener('pointerover', point, options)
  document.documentElement.addEventListener('pointerleave', point, options)
  document.addEventListener('focusin', focus, options)
  document.addEventListener('focusout', hide, options)
  document.addEventListener('pointerdown', press, options)
  document.addEventListener('keydown', press, options)
  document.addEventListener('scroll', hide, options)
  window.addEventListener('blur', hide, options)
  return () => {
    ending.abort()
    hide()
  }
}
