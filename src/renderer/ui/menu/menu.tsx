import { Menu as Base } from '@base-ui/react/menu'
import { type ReactElement, type ReactNode, type RefObject, useState } from 'react'
import { classNames } from '../class-names.ts'
import type { IconName } from '../icon/icon-shapes.ts'
import { Icon } from '../icon/icon.tsx'
import { Keys } from '../keys/keys.tsx'
import { type MenuAnchor, useAsked } from './asked-at.ts'

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
  readonly side?: 'top' | 'bottom'
  readonly onOpenChange?: (open: boolean) => void
  /** Who gets the focus when it closes; its button where nothing is given, nobody where it is false. */
  readonly finalFocus?: () => HTMLElement | boolean
  /** What it belongs to: a right click or the menu key there opens it as well. Must stay the same. */
  readonly area?: RefObject<HTMLElement | null>
}

/** A list of actions or choices that opens at its button. */
export function Menu({ trigger, children, onOpenChange, area, ...place }: MenuProps) {
  const [open, setOpen] = useState(false)
  const [anchor, setAnchor] = useState<MenuAnchor>()
  const change = (next: boolean, at?: MenuAnchor) => {
    // While it closes, it stays where it is.
    if (next) setAnchor(at)
    setOpen(next)
    onOpenChange?.(next)
  }
  useAsked(area, (at) => {
    change(true, at)
    return true
  })
  return (
    <Base.Root modal={false} open={open} onOpenChange={(next) => change(next)}>
      <Base.Trigger render={trigger} />
      <MenuPopup {...place} anchor={anchor}>
        {children}
      </MenuPopup>
    </Base.Root>
  )
}

export interface MenuAtProps {
  readonly anchor: MenuAnchor
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** Who gets the focus when it closes; false where something else takes it. */
  readonly finalFocus: () => HTMLElement | boolean
}

/** A list of actions without a button of its own. */
export function MenuAt({ anchor, open, onClose, children, finalFocus }: MenuAtProps) {
  return (
    <Base.Root modal={false} open={open} onOpenChange={(next) => !next && onClose()}>
      <MenuPopup anchor={anchor} finalFocus={finalFocus}>
        {children}
      </MenuPopup>
    </Base.Root>
  )
}

interface MenuPopupProps extends Pick<MenuProps, 'align' | 'side' | 'children'> {
  readonly anchor: MenuAnchor | undefined
  readonly finalFocus?: (() => HTMLElement | boolean) | undefined
}

function MenuPopup({ anchor, align = 'start', side = 'bottom', finalFocus, children }: MenuPopupProps) {
  return (
    <Base.Portal>
      <Base.Positioner
        className="menu-place"
        anchor={anchor}
        sideOffset={anchor ? 0 : 4}
        align={anchor ? 'start' : align}
        side={anchor ? 'bottom' : side}
        collisionPadding={8}
      >
        <Base.Popup className="menu" finalFocus={finalFocus}>
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}

export interface MenuItemProps {
  readonly icon?: IconName
  readonly label: string
  readonly keys?: string
  readonly destructive?: boolean
  readonly disabled?: boolean | undefined
  readonly onSelect: () => void
}

/** One action. */
export function MenuItem({ icon, label, keys, destructive = false, disabled, onSelect }: MenuItemProps) {
  return (
    <Base.Item
      className={classNames('menu-item', destructive && 'is-destructive')}
      disabled={disabled}
      onClick={onSelect}
    >
      {icon && <Icon name={icon} />}
      <span className="menu-item-text">{label}</span>
      {keys && <Keys>{keys}</Keys>}
    </Base.Item>
  )
}

export interface MenuChoicesProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly groups: readonly {
    readonly id: string
    readonly label: string
    readonly options: readonly { readonly value: string; readonly label: string; readonly note?: string }[]
  }[]
}

/** Choices of which one is in force, under headings. */
export function MenuChoices({ value, onChange, groups }: MenuChoicesProps) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: string) => onChange(next)}>
      {groups.map((group) => (
        <Base.Group key={group.id}>
          <Base.GroupLabel className="menu-group">{group.label}</Base.GroupLabel>
          {group.options.map((option) => (
            <Base.RadioItem key={option.value} value={option.value} className="menu-item" closeOnClick>
              <span className="menu-item-text">{option.label}</span>
              {option.note && <span className="menu-item-note">{option.note}</span>}
              <Base.RadioItemIndicator>
                <Icon name="check" size={14} />
              </Base.RadioItemIndicator>
            </Base.RadioItem>
          ))}
        </Base.Group>
      ))}
    </Base.RadioGroup>
  )
}

/** A line between what belongs together and what does not. */
export function MenuSeparator() {
  return <Base.Separator className="menu-separator" />
}
