import { useRef } from 'react'
import type { MenuAnchor } from '../../ui/menu/asked-at.ts'
import { MenuAt, MenuItem } from '../../ui/menu/menu.tsx'
import type { AnswerTurn, UserTurn } from './turn.ts'
import { type TurnAction, useAnswerActions, useUserActions } from './turn-actions.ts'

export interface TurnMenuProps {
  readonly turn: UserTurn | AnswerTurn
  readonly last: boolean
  readonly anchor: MenuAnchor
  readonly open: boolean
  readonly onClose: () => void
}

/** What can be done with a turn, where it was asked for. */
export function TurnMenu({ turn, ...rest }: TurnMenuProps) {
  return turn.kind === 'user' ? <UserMenu {...rest} turn={turn} /> : <AnswerMenu {...rest} turn={turn} />
}

type MenuOf<Kind> = Omit<TurnMenuProps, 'turn'> & { readonly turn: Kind }

function UserMenu({ turn, ...rest }: MenuOf<UserTurn>) {
  return <ActionMenu {...rest} actions={useUserActions(turn.message)} />
}

function AnswerMenu({ turn, ...rest }: MenuOf<AnswerTurn>) {
  return <ActionMenu {...rest} actions={useAnswerActions(turn, rest.last)} />
}

interface ActionMenuProps extends Omit<TurnMenuProps, 'turn' | 'last'> {
  readonly actions: readonly TurnAction[]
}

function ActionMenu({ actions, anchor, open, onClose }: ActionMenuProps) {
  const left = useRef(false)
  const pick = ({ leaves = false, run }: TurnAction) => {
    left.current = leaves
    run()
  }
  const focusAfter = () => {
    const isLeft = left.current
    left.current = false
    return !isLeft && (anchor.contextElement.closest<HTMLElement>('.turn') ?? true)
  }
  return (
    <MenuAt anchor={anchor} open={open} onClose={onClose} finalFocus={focusAfter}>
      {actions.map((action) => (
        <MenuItem
          key={action.icon}
          icon={action.icon}
          label={action.label}
          disabled={action.disabled}
          onSelect={() => pick(action)}
        />
      ))}
    </MenuAt>
  )
}
