import { useLayoutEffect } from 'react'

/**
 * While a dialog with a field is on its way, what is typed waits for that field and stands in it as soon as it has the focus.
 * Nobody types into what has the focus until then.
 */
export function useTypeAhead(awaited: boolean): void {
  useLayoutEffect(() => (awaited ? holdKeys() : undefined), [awaited])
}

function holdKeys(): () => void {
  const held: string[] = []
  const ended = new AbortController()
  const options = { capture: true, signal: ended.signal } as const
  const end = () => ended.abort()
  const release = (field: Field) => {
    end()
    void type(held, field)
  }
  addEventListener(
    'keydown',
    (event) => {
      const { activeElement } = document
      // One that is opened again while it closes has had the focus all along, and tells nobody that it got it.
      if (activeElement && isField(activeElement) && activeElement.closest('.dialog[data-open]'))
        release(activeElement)
      else hold(held, event)
    },
    options,
  )
  // Who points at something means that.
  addEventListener('pointerdown', end, options)
  addEventListener(
    'focusin',
    ({ target }) => {
      if (!(target instanceof HTMLElement) || !target.closest('.dialog')) return
      if (isField(target)) release(target)
      else end()
    },
    options,
  )
  return end
}

/** Keys that write, and those that choose, take back or close; shortcuts go on. */
function hold(held: string[], event: KeyboardEvent): void {
  const { key, isComposing } = event
  const isShortcut = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph')
  if (isComposing || isShortcut || !(isLetter(key) || known.test(key))) return
  event.preventDefault()
  event.stopImmediatePropagation()
  held.push(key)
}

const known = /^(?:Enter|Escape|Backspace|Arrow(?:Up|Down))$/

/** Keys that write nothing have a name, such as `Shift` and `F6`. */
function isLetter(key: string): boolean {
  return !/^[A-Z][A-Za-z0-9]+$/.test(key)
}

type Field = HTMLInputElement | HTMLTextAreaElement

function isField(element: Element): element is Field {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
}

async function type(held: readonly string[], field: Field): Promise<void> {
  for (const key of held) {
    // What the key before did, or the focus, is drawn before the next one; no key of the user's comes between.
    // oxlint-disable-next-line no-await-in-loop
    await Promise.resolve()
    press(key, field)
  }
}

function press(key: string, field: Field): void {
  const { selectionStart, selectionEnd, value } = field
  const [start, end] = [selectionStart ?? value.length, selectionEnd ?? value.length]
  if (key === 'Backspace') return write(field, '', start === end ? Math.max(0, start - 1) : start, end)
  if (isLetter(key)) return write(field, key, start, end)
  const isFree = field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  if (isFree && key === 'Enter' && field instanceof HTMLInputElement) field.form?.requestSubmit()
}

function write(field: Field, words: string, start: number, end: number): void {
  field.setRangeText(words, start, end, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true, data: words, inputType: 'insertText' }))
}
