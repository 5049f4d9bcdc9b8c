import { Dialog } from '@base-ui/react/dialog'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { attempt } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { commandsOf } from '../../state/commands.ts'
import { Icon } from '../../ui/icon/icon.tsx'
import { SearchResults } from './search-results.tsx'
import { resultsOf, type Result } from './results.ts'

/** Finds a chat by its title and a message by its words, and goes to the exact place. */
export function SearchDialog() {
  const { search } = useApp()
  const open = useSelect(search.store, (state) => state.open)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && search.hide()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-scrim" />
        <Dialog.Viewport className="palette-place">
          <SearchPopup />
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function SearchPopup() {
  const app = useApp()
  const { search, sessions, text } = app
  const state = useSelect(search.store, (now) => now)
  const all = useSelect(sessions.store, (now) => now.sessions)
  const results = resultsOf(state, all, commandsOf(app))
  const [chosen, setChosen] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const picked = useRef(false)
  const id = useId()
  const current = Math.min(chosen, results.length - 1)
  const choose = (index: number) => setChosen(Math.max(0, Math.min(results.length - 1, index)))
  const go = (result: Result | undefined) => {
    if (!result) return
    picked.current = true
    goTo(app, result)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (step !== undefined) choose(current + step)
    else if (event.key === 'Enter') go(results[current])
    else return
    event.preventDefault()
  }
  return (
    <Dialog.Popup
      className="dialog palette"
      initialFocus={input}
      // Whoever went somewhere is there; whoever only looked is where they were.
      finalFocus={() => (picked.current ? document.querySelector<HTMLElement>('#message') : true)}
      aria-label={text('search.name')}
    >
      <div className="palette-ask">
        <Icon name="search" />
        <input
          ref={input}
          value={state.text}
          placeholder={text('search.placeholder')}
          role="combobox"
          aria-label={text('search.name')}
          aria-expanded={results.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={results[current] && `${id}-${current}`}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setChosen(0)
            search.look(event.target.value)
          }}
          // What was looked for last time is still there, and the next word takes its place.
          onFocus={({ currentTarget }) => currentTarget.select()}
          onKeyDown={onKeyDown}
        />
      </div>
      <SearchResults id={id} state={state} results={results} current={current} onHover={choose} onPick={go} />
      <SearchFoot />
    </Dialog.Popup>
  )
}

function goTo(app: ReturnType<typeof useApp>, result: Result): void {
  app.search.hide()
  if (result.kind !== 'command') return void attempt(app, show(app, result))
  // What was done is done: the next question is another one.
  app.search.look('')
  result.command.run()
}

function SearchFoot() {
  const { text } = useApp()
  return (
    <footer className="palette-foot">
      <span>
        <kbd className="key">↑</kbd>
        <kbd className="key">↓</kbd> {text('search.choose')}
      </span>
      <span>
        <kbd className="key">
          <Icon name="enter" size={12} />
        </kbd>{' '}
        {text('search.open')}
      </span>
      <span>
        <kbd className="key">esc</kbd> {text('search.close')}
      </span>
    </footer>
  )
}

type Place = Exclude<Result, { kind: 'command' }>

async function show(app: ReturnType<typeof useApp>, result: Place): Promise<void> {
  const { conversation, find, search, view } = app
  view.showChat()
  if (result.kind === 'chat') return conversation.open(result.session.id)
  const { sessionId, messageId } = result.hit
  await find.jump(search.store.getState().found, sessionId, messageId)
}
