import { soughtOf } from '../../../../contract/found-words.ts'
import type { AppState } from '../../../state/app-state.ts'
import { createDrawnTurns, type DrawnTurns } from './drawn-turns.ts'
import { createSeeking, type FoundWordsNeeds } from './seeking.ts'
import type { WordsPlace } from './turn-words.ts'

const ALL = 'found'
const CURRENT = 'found-current'

/** The words that are looked for, in the page. */
export interface FoundWords {
  /** Begins with other words, or with none; returns what ends it. */
  readonly open: (words: string) => () => void
  /** Brings the current place into sight as soon as that can be done. */
  readonly seek: () => void
  /** Marks what is drawn now. */
  readonly look: () => void
}

export function createFoundWords(
  needs: () => FoundWordsNeeds,
  app: Pick<AppState, 'find' | 'view'>,
): FoundWords {
  let drawn: DrawnTurns | undefined
  let watcher: MutationObserver | undefined
  let frame: number | undefined
  const lookSoon = () => {
    frame ??= requestAnimationFrame(() => {
      frame = undefined
      look()
    })
  }
  const seeking = createSeeking(needs, app, lookSoon)
  const look = () => {
    const { scroller, turns } = needs()
    if (!scroller.current || !drawn) return
    forget(drawn, watcher?.takeRecords() ?? [])
    const { places, current } = drawn.read(scroller.current, turns)
    mark(
      ALL,
      0,
      places.filter((place) => place !== current),
    )
    mark(CURRENT, 1, current ? [current] : [])
    seeking.goOn(current, scroller.current)
  }
  return {
    open(words) {
      const sought = soughtOf(words)
      const scroller = needs().scroller.current
      if (!scroller || !sought) return () => {}
      const read = createDrawnTurns(sought, app.find)
      drawn = read
      watcher = new MutationObserver((changes) => {
        forget(read, changes)
        lookSoon()
      })
      watcher.observe(scroller, { childList: true, characterData: true, subtree: true })
      const unwatch = seeking.yieldTo(scroller)
      return () => {
        drawn = undefined
        watcher?.disconnect()
        unwatch()
        if (frame !== undefined) cancelAnimationFrame(frame)
        frame = undefined
        CSS.highlights.delete(ALL)
        CSS.highlights.delete(CURRENT)
      }
    },
    seek() {
      seeking.begin()
      look()
    },
    look,
  }
}

function forget(drawn: DrawnTurns, changes: readonly MutationRecord[]): void {
  for (const { target } of changes) drawn.forget(target)
}

function mark(name: string, priority: number, places: readonly WordsPlace[]): void {
  const ranges = places.flatMap((place) => ('range' in place ? [place.range] : []))
  if (ranges.length === 0) return void CSS.highlights.delete(name)
  const highlight = new Highlight(...ranges)
  highlight.priority = priority
  CSS.highlights.set(name, highlight)
}
