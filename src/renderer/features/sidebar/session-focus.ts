import { type RefObject, useLayoutEffect } from 'react'
import type { SessionId } from '../../../contract/id.ts'
import { messageField } from '../../state/window-focus.ts'

/** The button of a chat, wherever in the list it stands now. */
export function hitOf(id: SessionId): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-session="${CSS.escape(id)}"]`)
}

/** A chat that moves in the list, as into a folder, takes the focus along. */
export function useFocusAlong(id: SessionId, hit: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const row = hit.current?.parentElement
    return () => {
      if (row?.contains(document.activeElement)) requestAnimationFrame(() => focusLost(hitOf(id)))
    }
  }, [id, hit])
}

/** For what takes a chat out of the list: its focus goes to the chat after it, else to the one before, else to the message. */
export async function andGoOn(hit: HTMLElement | null, act: () => Promise<unknown>): Promise<void> {
  const hits = [...document.querySelectorAll<HTMLElement>('.session-hit')]
  const index = hits.findIndex((each) => each === hit)
  const next = hits[index + 1] ?? hits[index - 1]
  await act()
  requestAnimationFrame(() => {
    if (!hit?.isConnected) focusLost(next?.isConnected ? next : messageField())
  })
}

function focusLost(target: HTMLElement | null): void {
  if (document.activeElement === document.body) target?.focus()
}
