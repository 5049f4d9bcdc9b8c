import { type KeyboardEvent, useCallback, useId, useRef, useState } from 'react'
import type { Place } from '../../state/prompts.ts'
import type { SlashKeys } from './slash/slash-list.tsx'

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

/** The list of commands over the message: open while one is being written and was not closed. */
export function useSlash(text: string) {
  const id = useId()
  const keys = useRef<SlashKeys>(null)
  const [cursor, setCursor] = useState(0)
  const [closed, setClosed] = useState<string>()
  const [active, setActive] = useState<string>()
  const found = slashIn(text, cursor)
  const isOpen = found !== undefined && closed !== text
  const onClose = useCallback(() => setClosed(text), [text])
  return {
    /** Told where the cursor is after each change and each move. */
    onCursor: setCursor,
    /** True when a key was for the list. Enter waits for a list that is on its way. */
    press: (event: KeyboardEvent) => isOpen && (keys.current?.press(event) ?? event.key === 'Enter'),
    field:
      active === undefined
        ? {}
        : ({ 'aria-autocomplete': 'list', 'aria-controls': id, 'aria-activedescendant': active } as const),
    list: isOpen ? { ...found, id, keys, onClose, onActive: setActive } : undefined,
  }
}
