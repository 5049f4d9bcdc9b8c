import type { AgentId } from '../../contract/id.ts'
import type { AppState } from './app-state.ts'

/** Where the next message is written, on the screen that has it. */
export function messageField(): HTMLElement | null {
  return document.querySelector<HTMLElement>('#message')
}

/** Puts the cursor where the next message is written. */
export function focusMessage(): void {
  // After the picture in which the composer may appear.
  requestAnimationFrame(() => messageField()?.focus())
}

/** The same where nothing else has the focus, as when what had it went away. */
export function focusMessageIfLost(): void {
  requestAnimationFrame(() => document.activeElement === document.body && focusMessage())
}

/** For what ends with the button that began it: whoever pressed that goes on where the next message is written. */
export function andFocusMessage(act: () => Promise<unknown>): () => void {
  return () => {
    focusMessage()
    void act()
  }
}

/** Shows an empty chat, ready to write; who answers in it is left to the settings where nothing is said. */
export function newChat({ agents, conversation, view }: AppState, agentId?: AgentId | null): void {
  conversation.startNew()
  if (agents.store.getState().picked !== agentId) agents.pick(agentId)
  view.showChat()
  focusMessage()
}

/** Where a pane is entered: its message field, its open chat, its turn, its page, the action of its message. */
const FIRST_IN_PANE =
  'textarea, .session-hit[tabindex="0"], .turn[tabindex="0"], [aria-current="page"], .toast button'

/** Moves the focus to the next part of the window, or the one before. */
export function focusNextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')]
  const now = panes.findIndex((pane) => pane.contains(document.activeElement))
  const next = panes[(now + step + panes.length) % panes.length]
  const target = next?.querySelector<HTMLElement>(FIRST_IN_PANE) ?? next
  target?.focus()
}
