// The message field keeps the focus and has the keys; these are options of its list, not boxes of their own.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */
import { type KeyboardEvent, type RefCallback, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import type { Place } from '../../../state/prompts.ts'
import { Icon } from '../../../ui/icon/icon.tsx'
import { slashItems, type HeldPrompts, type SlashItem } from './slash-items.ts'
import './slash.css'

export type SlashKey = Pick<KeyboardEvent, 'key' | 'shiftKey'>

/** What the message field asks of the list. */
export interface SlashKeys {
  /** True when the key was for the list. */
  press(key: SlashKey): boolean
}

export interface SlashListProps {
  readonly id: string
  /** What is written of the command, with its slash. */
  readonly written: string
  readonly place: Place
  /** Given what takes keys, and nothing when it is gone. */
  readonly keys: RefCallback<SlashKeys>
  /** Told which option is chosen; undefined when there is none. */
  readonly onActive: (option: string | undefined) => void
  readonly onClose: () => void
}

/** The commands and prompts that fit to what is written, over the message. Nothing is shown where none does. */
export function SlashList({ id, written, place, keys, onActive, onClose }: SlashListProps) {
  const app = useApp()
  const { text } = app
  const held = useHeldPrompts()
  const items = slashItems(app, held, written)
  const [chosen, setChosen] = useState({ written, index: 0 })
  const current = chosen.written === written ? Math.min(chosen.index, items.length - 1) : 0
  const active = items[current] && `${id}-${current}`
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    onActive(active)
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active, onActive])
  useEffect(() => () => onActive(undefined), [onActive])
  const go = (item: SlashItem | undefined) => {
    onClose()
    item?.run(app, place)
  }
  useImperativeHandle(keys, () => ({
    press(event) {
      if (items.length === 0) return false
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step !== undefined) {
        setChosen({ written, index: (current + step + items.length) % items.length })
      } else if (event.key === 'Escape') onClose()
      else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') go(items[current])
      else return false
      return true
    },
  }))
  if (items.length === 0) return null
  return (
    <div ref={list} id={id} className="slash scroll" role="listbox" aria-label={text('slash.name')}>
      {items.map((item, index) => (
        <div
          key={item.command}
          id={`${id}-${index}`}
          role="option"
          className="slash-item"
          aria-selected={index === current}
          onMouseMove={() => index !== current && setChosen({ written, index })}
          // The field keeps the cursor.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => go(item)}
        >
          <span className="slash-command">{item.command}</span>
          <span className="slash-says">{item.says}</span>
          {index === current && <Icon name="enter" size={14} />}
        </div>
      ))}
    </div>
  )
}

/** What servers that are ready hold. No server is started to be asked. */
function useHeldPrompts(): HeldPrompts {
  const { mcp } = useApp()
  const servers = useSelect(mcp.store, (state) => state.servers)
  const ready = servers.flatMap(({ name, status }) => (status.state === 'ready' ? [name] : [])).join('\n')
  const [held, setHeld] = useState<HeldPrompts>([])
  useEffect(() => {
    let wanted = true
    const asked = ready.split('\n').filter(Boolean)
    const offers = asked.map(async (name) => [name, (await mcp.offers(name)).prompts] as const)
    void Promise.allSettled(offers).then((settled) => {
      if (wanted) setHeld(settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])))
    })
    return () => {
      wanted = false
    }
  }, [mcp, ready])
  return held
}
