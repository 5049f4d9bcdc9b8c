import { type RefObject, useEffectEvent, useLayoutEffect } from 'react'
import { pageBefore } from '../../../contract/transcript.ts'
import { useApp } from '../../state/app-context.tsx'
import type { Turn } from './turn.ts'

/** How near to the first loaded turn the reader may come before the page before is asked for, in heights of the view. */
const NEAR = 1.5

export interface Older {
  /** To be called when the reader has moved. */
  readonly look: () => void
  /** Loads the chat to its beginning. True when it is there; false at once when it was there already. */
  readonly loadAll: () => Promise<boolean>
  readonly isAll: () => boolean
}

/** Asks for earlier messages before the reader comes to the first ones that are loaded. */
export function useOlder(scroller: RefObject<HTMLElement | null>, turns: readonly Turn[]): Older {
  const { conversation } = useApp()
  const look = () => {
    const element = scroller.current
    // What has failed waits for the user.
    if (!element || conversation.store.getState().older) return
    if (element.scrollTop < NEAR * element.clientHeight) void conversation.older.next()
  }
  // A page may be shorter than the view, so that nobody can scroll to the next one.
  const lookAgain = useEffectEvent(look)
  // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies
  useLayoutEffect(() => lookAgain(), [turns])
  return {
    look,
    loadAll: () => conversation.older.all(),
    isAll: () => pageBefore(conversation.store.getState().transcript) === undefined,
  }
}
