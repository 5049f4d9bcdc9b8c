import { Select as Base } from '@base-ui/react/select'
import { Icon } from '../icon/icon.tsx'

export interface SelectOption {
  readonly value: string
  readonly label: string
}

export interface SelectGroup {
  /** Heading over the options; absent for a single plain list. */
  readonly label?: string
  readonly options: readonly SelectOption[]
}

export interface SelectProps {
  readonly label: string
  readonly value: string
  readonly groups: readonly SelectGroup[]
  readonly onChange: (value: string) => void
  readonly disabled?: boolean
}

/** One of many, in a list that opens. */
export function Select({ label, value, groups, onChange, disabled = false }: SelectProps) {
  const items = groups.flatMap((group) => group.options)
  return (
    <Base.Root
      items={items}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null && next !== value) onChange(next)
      }}
    >
      <Base.Trigger className="input select" aria-label={label}>
        <Base.Value className="select-value" />
        <Icon name="updown" size={14} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="menu-place" sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className="menu select-popup">
            <Base.List>
              {groups.map((group, index) => (
                <SelectGroupItems key={group.label ?? index} group={group} />
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function SelectGroupItems({ group }: { readonly group: SelectGroup }) {
  return (
    <Base.Group>
      {group.label && <Base.GroupLabel className="menu-group">{group.label}</Base.GroupLabel>}
      {group.options.map((option) => (
        <Base.Item key={option.value} value={option.value} className="menu-item">
          <Base.ItemText className="menu-item-text">{option.label}</Base.ItemText>
          <Base.ItemIndicator>
            <Icon name="check" size={14} />
          </Base.ItemIndicator>
        </Base.Item>
      ))}
    </Base.Group>
  )
}
