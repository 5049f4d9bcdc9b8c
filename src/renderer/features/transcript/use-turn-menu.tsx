import { lazy, type MouseEvent, type ReactNode, useState } from 'react'
import { askedAt, type MenuAnchor } from '../../ui/menu/asked-at.ts'
import { WindowPart } from '../../ui/window-part/window-part.tsx'
import type { AnswerTurn, Turn, UserTurn } from './turn.ts'

// Not needed for the first picture.
const TurnMenu = lazy(async () => ({ default: (await import('./turn-menu.tsx')).TurnMenu }))

interface Asked {
  readonly id: string
  readonly anchor: MenuAnchor
}

/** The menu of a turn, at a right click or by the menu key. What goes on has none, nor has what is being written anew. */
export function useTurnMenu(turns: readonly Turn[]): {
  readonly onContextMenu: (event: MouseEvent<HTMLElement>) => void
  readonly menu: ReactNode
} {
  const [asked, setAsked] = useState<Asked>()
  const [open, setOpen] = useState(false)
  const turn = turns.find(({ id }) => id === asked?.id)
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const anchor = askedAt(event.nativeEvent)
    const index = anchor?.contextElement.closest<HTMLElement>('.turn-place')?.dataset['index']
    const at = turns[Number(index)]
    if (!anchor || !hasMenu(at) || anchor.contextElement.closest('.edit-message')) return
    event.preventDefault()
    setAsked({ id: at.id, anchor })
    setOpen(true)
  }
  const menu = asked && hasMenu(turn) && (
    <WindowPart>
      <TurnMenu
        turn={turn}
        last={turn === turns.at(-1)}
        anchor={asked.anchor}
        open={open}
        onClose={() => setOpen(false)}
      />
    </WindowPart>
  )
  return { onContextMenu, menu }
}

function hasMenu(turn: Turn | undefined): turn is UserTurn | AnswerTurn {
  return turn?.kind === 'user' || (turn?.kind === 'answer' && !turn.active)
}
