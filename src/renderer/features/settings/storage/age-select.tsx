import { useApp } from '../../../state/app-context.tsx'
import { Select } from '../../../ui/select/select.tsx'

const day = 86_400_000
const choices = [1, 7, 30, 90, 365]
const never = 'never'

export interface AgeSelectProps {
  readonly label: string
  /** Milliseconds; absent: for ever. */
  readonly value: number | undefined
  readonly onChange: (value: number | null) => void
}

/** Chooses an age in days, or never. */
export function AgeSelect({ label, value, onChange }: AgeSelectProps) {
  const { text } = useApp()
  const days = value === undefined ? [] : [value / day]
  const known = [...new Set([...choices, ...days])].toSorted((one, other) => one - other)
  const options = known.map((count) => ({
    value: String(count * day),
    label: text('storage.days', { count }),
  }))
  return (
    <Select
      label={label}
      value={value === undefined ? never : String(value)}
      groups={[{ options: [{ value: never, label: text('storage.never') }, ...options] }]}
      onChange={(next) => onChange(next === never ? null : Number(next))}
    />
  )
}
