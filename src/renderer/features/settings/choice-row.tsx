import type { ReactNode } from 'react'
import { Tile } from '../../ui/card/tile.tsx'
import { classNames } from '../../ui/class-names.ts'

export interface ChoiceRowProps {
  /** Whose letters stand on the tile. */
  readonly name: string
  /** What it is called here; absent: the name. */
  readonly title?: string
  /** How it stands, in two words. */
  readonly state: string
  readonly failed?: boolean
  readonly selected: boolean
  readonly onSelect: () => void
  /** Signs at its end. */
  readonly children?: ReactNode
}

/** One entry of a list at the left of a page, which shows it at the right. */
export function ChoiceRow(props: ChoiceRowProps) {
  const { name, title = name, state, failed = false, selected, onSelect, children } = props
  return (
    <button
      type="button"
      className="row provider-row"
      aria-current={selected ? 'true' : undefined}
      onClick={onSelect}
    >
      <Tile name={name} />
      <span className="min-w-0 flex-1">
        <span className="row-text block">{title}</span>
        <span className={classNames('provider-state', failed && 'is-bad')}>{state}</span>
      </span>
      {children}
    </button>
  )
}
