import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { failureText } from '../../state/failure.ts'
import { countOf } from '../../state/found-places.ts'
import type { FindState } from '../../state/find.ts'
import { IconButton } from '../../ui/button/icon-button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'

/** Over the open chat: looks for words in all of it and goes from one to the next, wherever it stands. */
export function FindBar() {
  const { find } = useApp()
  const open = useSelect(find.store, (state) => state.open)
  return open ? <OpenFindBar /> : null
}

function OpenFindBar() {
  const { find, text } = useApp()
  const state = useSelect(find.store, (now) => now)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!find.store.getState().led) input.current?.focus()
  }, [find])
  const close = () => {
    find.hide()
    document.querySelector<HTMLElement>('#message')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const act = { Escape: close, Enter: () => find.step(event.shiftKey ? 1 : -1) }[event.key]
    if (!act) return
    event.preventDefault()
    // Escape would also stop the run.
    event.stopPropagation()
    act()
  }
  const isEmpty = state.places.length === 0
  return (
    <search className="find" aria-label={text('find.name')}>
      <Icon name="search" />
      <input
        ref={input}
        id="find"
        value={state.text}
        placeholder={text('find.name')}
        aria-label={text('find.name')}
        aria-describedby="find-count"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => find.look(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <i className="find-ring" aria-hidden="true" />
      <output id="find-count" className="find-count" data-bad={state.failure ? '' : undefined}>
        <Count state={state} />
      </output>
      <IconButton
        icon="up"
        size="sm"
        label={text('find.earlier')}
        keys="⏎"
        disabled={isEmpty}
        onClick={() => find.step(-1)}
      />
      <IconButton
        icon="down"
        size="sm"
        label={text('find.later')}
        keys="⇧⏎"
        disabled={isEmpty}
        onClick={() => find.step(1)}
      />
      <IconButton icon="x" size="sm" label={text('find.close')} keys="esc" onClick={close} />
    </search>
  )
}

function Count({ state }: { readonly state: FindState }) {
  const { text } = useApp()
  const { failure, found, places, current, complete } = state
  if (failure) return failureText(text, failure)
  if (found === '' || state.text.trim() !== found) return null
  if (places.length === 0) return text(complete ? 'find.none' : 'find.none-near')
  const place = { place: current + 1, count: countOf(places) }
  return text(complete ? 'find.count' : 'find.count-more', place)
}
