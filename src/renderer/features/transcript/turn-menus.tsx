import { lazy, type RefObject, useState } from 'react'
import { type MenuAnchor, useAsked } from '../../ui/menu/asked-at.ts'
import { WindowPart } from '../../ui/window-part/window-part.tsx'
import type { AnswerTurn, Turn, UserTurn } from './turn.ts'

// Not needed for the first picture.
const TurnMenu = lazy(async () => ({ default: (await import('./turn-menu.tsx')).TurnMenu }))

interface TurnMenusProps {
  readonly turns: readonly Turn[]
  /** Holds the turns. */
  readonly area: RefObject<HTMLElement | null>
}

interface Asked {
  readonly id: string
  readonly anchor: MenuAnchor
}

/** The menu of a turn, at a right click or by the menu key. What goes on has none, nor has what is being written anew. */
export function TurnMenus({ turns, area }: TurnMenusProps) {
  const [asked, setAsked] = useState<Asked>()
  const [open, setOpen] = useState(false)
  useAsked(area, (anchor) => {
    const { contextElement: element } = anchor
    const turn = turns[Number(element.closest<HTMLElement>('.turn-place')?.dataset['index'])]
    if (!hasMenu(turn) || element.closest('.edit-message')) return false
    setAsked({ id: turn.id, anchor })
    setOpen(true)
    return true
  })
  const turn = turns.find(({ id }) => id === asked?.id)
  if (!asked || !hasMenu(turn)) return null
  return (
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
}

function hasMenu(turn: Turn | undefined): turn is UserTurn | AnswerTurn {
  return turn?.kind === 'user' || (turn?.kind === 'answer' && !turn.active)
}
