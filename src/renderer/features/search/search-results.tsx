// The input above keeps the focus and has the keys; these are the options of a combobox, not boxes of their own.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */
import { useEffect, useRef } from 'react'
import type { SearchHit } from '../../../contract/search.ts'
import { useApp } from '../../state/app-context.tsx'
import { failureText } from '../../state/failure.ts'
import { questionOf, type SearchState } from '../../state/search.ts'
import { Empty } from '../../ui/empty/empty.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { markedTitle, type Result } from './results.ts'

export interface SearchResultsProps {
  readonly id: string
  readonly state: SearchState
  readonly results: readonly Result[]
  readonly current: number
  readonly onHover: (index: number) => void
  readonly onPick: (result: Result) => void
}

/** What was found, chats before messages. */
export function SearchResults({ id, state, results, current, onHover, onPick }: SearchResultsProps) {
  const { text } = useApp()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`#${CSS.escape(`${id}-${current}`)}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, current])
  const asked = state.text.trim()
  const isLooking = questionOf(state) !== state.found
  if (results.length === 0 && !isLooking) {
    return (
      <div className="palette-list">
        <Empty icon="search" title={asked === '' ? text('search.no-chats') : text('search.none', { asked })}>
          {state.failure ? failureText(text, state.failure) : text('search.none.text')}
        </Empty>
      </div>
    )
  }
  const firstOf = (kind: Result['kind']) => results.findIndex((result) => result.kind === kind)
  const heads = {
    [firstOf('chat')]: 'chats',
    [firstOf('command')]: 'commands',
    [firstOf('message')]: 'messages',
  } as const
  return (
    <div
      ref={list}
      id={id}
      className="palette-list scroll"
      role="listbox"
      aria-label={text('search.results')}
    >
      {results.map((result, index) => (
        <div key={result.key} role="presentation">
          {heads[index] && <div className="palette-group">{text(`search.${heads[index]}`)}</div>}
          <div
            id={`${id}-${index}`}
            role="option"
            className="palette-row"
            aria-selected={index === current}
            onMouseMove={() => index !== current && onHover(index)}
            onClick={() => onPick(result)}
          >
            <ResultLine result={result} asked={asked} />
          </div>
        </div>
      ))}
      {!state.complete && <p className="hint palette-note">{text('search.incomplete')}</p>}
    </div>
  )
}

function ResultLine({ result, asked }: { readonly result: Result; readonly asked: string }) {
  const { locale, text } = useApp()
  if (result.kind === 'chat') {
    return (
      <>
        <span className="palette-title" dir="auto">
          <Marked pieces={markedTitle(result.session.title, asked)} />
        </span>
        {result.session.running && <span className="hint">{text('window.running')}</span>}
      </>
    )
  }
  if (result.kind === 'command') {
    const { icon, name, keys } = result.command
    return (
      <>
        <Icon name={icon} />
        <span className="palette-title" dir="auto">
          <Marked pieces={markedTitle(name, asked.replace(/^>/u, ''))} />
        </span>
        {keys && <span className="hint">{keys}</span>}
      </>
    )
  }
  const { hit } = result
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(hit.createdAt)
  return (
    <span className="palette-hit">
      <span className="palette-line">
        <span className="palette-title is-strong" dir="auto">
          {hit.title}
        </span>
        <span className="hint">{date}</span>
      </span>
      <span className="palette-snippet">
        <Marked pieces={hit.snippet} />
      </span>
    </span>
  )
}

function Marked({ pieces }: { readonly pieces: SearchHit['snippet'] }) {
  // Pieces never move within a line, so their place is their key.
  return pieces.map((piece, index) =>
    piece.hit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
  )
}
