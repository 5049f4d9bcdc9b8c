import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import type { IconName } from '../icon/icon-shapes.ts'
import { Icon } from '../icon/icon.tsx'
import { Keys } from '../keys/keys.tsx'

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
  readonly side?: 'top' | 'bottom'
  readonly onOpenChange?: (open: boolean) => void
  /** Who gets the focus when it closes; its button where nothing is given. */
  readonly finalFocus?: () => HTMLElement | true
}

/** A list of actions or choices that opens at its button. */
export function Menu({
  trigger,
  children,
  align = 'start',
  side = 'bottom',
  onOpenChange,
  finalFocus,
}: MenuProps) {
  return (
    <Base.Root modal={false} onOpenChange={(open) => onOpenChange?.(open)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="menu-place" sideOffset={4} align={align} side={side} collisionPadding={8}>
          <Base.Popup className="menu" finalFocus={finalFocus}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export interface MenuItemProps {
  readonly icon?: IconName
  readonly label: string
  readonly keys?: string
  readonly destructive?: boolean
  readonly onSelect: () => void
}

/** One action. */
export function MenuItem({ icon, label, keys, destructive = false, onSelect }: MenuItemProps) {
  return (
    <Base.Item className={classNames('menu-item', destructive && 'is-destructive')} onClick={onSelect}>
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
