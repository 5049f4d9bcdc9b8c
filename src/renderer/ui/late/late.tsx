import {
  createContext,
  type CSSProperties,
  type ReactNode,
  useCallback,
  useContext,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { useHiddenWords } from '../hidden-words/hidden-words.ts'
import type { LateParts } from './late-parts.ts'
import type { Stretches } from './stretches.ts'
import './late.css'

/** What a list of long things needs to draw them bit by bit. */
export interface LateDrawing {
  readonly parts: LateParts
  readonly stretches: Stretches
}

const context = createContext<LateDrawing | undefined>(undefined)

/** Around what may be drawn late; elsewhere all is drawn at once. */
export const LateProvider = context.Provider

export function useLate(): LateDrawing | undefined {
  return useContext(context)
}

export interface LateProps {
  /** About how many lines of an answer it is high. */
  readonly lines: () => number
  /** What one will read in it, for whoever looks for words. */
  readonly words: () => string
  /** What may stand among its siblings. */
  readonly tag?: 'div' | 'li' | 'tr'
  readonly render: () => ReactNode
}

/** A part that comes when it is its turn. Until then there is as much room as it will take, more or less. */
export function Late({ lines, words, tag = 'div', render }: LateProps): ReactNode {
  const late = useLate()
  const [isDrawn, setDrawn] = useState(late === undefined)
  const place = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    if (isDrawn || !late || !place.current) return undefined
    const work = () => {
      flushSync(() => setDrawn(true))
      return true
    }
    return late.parts.add({ place: place.current, work })
  }, [late, isDrawn])
  useHiddenWords(place, isDrawn ? undefined : { words })
  const onPlace = useCallback((element: HTMLElement | null) => void (place.current = element), [])
  return isDrawn ? render() : <Place onPlace={onPlace} tag={tag} style={placeStyle(lines())} />
}

interface PlaceProps {
  readonly onPlace: (element: HTMLElement | null) => void
  readonly tag: 'div' | 'li' | 'tr'
  readonly style: CSSProperties
}

function Place({ onPlace, tag, style }: PlaceProps): ReactNode {
  if (tag === 'li') return <li ref={onPlace} className="undrawn" style={style} />
  if (tag === 'div') return <div ref={onPlace} className="undrawn" style={style} />
  return (
    <tr ref={onPlace} className="undrawn" style={style}>
      <td>{'\u00a0'}</td>
    </tr>
  )
}

interface LinesStyle extends CSSProperties {
  readonly '--lines': number
}

/** Makes an element of the class `undrawn` so many lines of an answer high. */
export function placeStyle(lines: number): CSSProperties {
  const style: LinesStyle = { '--lines': lines }
  return style
}
