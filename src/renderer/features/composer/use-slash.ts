import { useCallback, useId, useLayoutEffect, useRef, useState } from 'react'
import type { Place } from '../../state/prompts.ts'
import type { SlashKey, SlashKeys } from './slash/slash-list.tsx'

// A path goes on with another slash, and then it is none of ours.
const command = /^\/(?:[^\s/]*|agent [^\n/]*)$/iu

/** The command that is being written on a line of its own with the cursor at its end; undefined where none is. */
export function slashIn(
  text: string,
  cursor: number,
): { readonly written: string; readonly place: Place } | undefined {
  const from = text.lastIndexOf('\n', cursor - 1) + 1
  const isAtEnd = cursor === text.length || text[cursor] === '\n'
  const written = text.slice(from, cursor)
  return isAtEnd && command.test(written) ? { written, place: { from, to: cursor } } : undefined
}

/**
 * The list of commands over the message: open while one is being written and was not closed. `onSend` is called for an Enter
 * that came before the list and is not for it.
 */
export function useSlash(text: string, onSend: () => void) {
  const id = useId()
  const { keys, press } = useKeysOfList(onSend)
  const [cursor, setCursor] = useState(0)
  const [closed, setClosed] = useState<string>()
  const [active, setActive] = useState<string>()
  const found = slashIn(text, cursor)
  const isOpen = found !== undefined && closed !== text
  const onClose = useCallback(() => setClosed(text), [text])
  return {
    /** Told where the cursor is after each change and each move. */
    onCursor: setCursor,
    /** True when a key was for the list, or is kept for one that is on its way. */
    press: (key: SlashKey) => press(isOpen, key),
    field:
      active === undefined
        ? {}
        : ({ 'aria-autocomplete': 'list', 'aria-controls': id, 'aria-activedescendant': active } as const),
    list: isOpen ? { ...found, id, keys, onClose, onActive: setActive } : undefined,
  }
}

/** Whoever is quicker than the list has what they pressed done when it is there. */
function useKeysOfList(onSend: () => void) {
  const list = useRef<SlashKeys>(null)
  const early = useRef<SlashKey[]>([])
  const send = useRef(onSend)
  useLayoutEffect(() => {
    send.current = onSend
  })
  const keys = useCallback((next: SlashKeys | null) => {
    list.current = next
    // One at a time: the list is here again when it has drawn what the key did.
    const key = next && early.current.shift()
    if (!key) return
    queueMicrotask(() => {
      if (!next.press(key) && key.key === 'Enter') send.current()
    })
  }, [])
  const press = (isOpen: boolean, { key, shiftKey }: SlashKey) => {
    if (isOpen && list.current) return list.current.press({ key, shiftKey })
    if (!isOpen) early.current = []
    const isKept = isOpen && !shiftKey && /^(?:Enter|Tab|Arrow(?:Up|Down))$/.test(key)
    if (isKept) early.current.push({ key, shiftKey })
    return isKept
  }
  return { keys, press }
}
