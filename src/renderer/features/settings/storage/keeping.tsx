import { useEffect } from 'react'
import type { StorageSettings } from '../../../../contract/storage.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { Select } from '../../../ui/select/select.tsx'

const day = 86_400_000
const choices = [1, 7, 30, 90, 365]
const never = 'never'

/** How long chats and the trash are kept. */
export function Keeping({ settings }: { readonly settings: StorageSettings }) {
  const app = useApp()
  const { keeping, sessions, text } = app
  const trash = useSelect(sessions.store, (state) => state.trash.length)
  useEffect(() => {
    void attempt(app, sessions.loadTrash())
  }, [app, sessions])
  return (
    <CardSection title={text('storage.keeping')}>
      <CardLine title={text('storage.ttl')} text={text('storage.ttl.text')}>
        <AgeSelect
          label={text('storage.ttl')}
          value={settings.sessionTtlMs}
          onChange={(sessionTtlMs) => void attempt(app, keeping.keep({ sessionTtlMs }))}
        />
      </CardLine>
      <CardLine title={text('storage.trash')} text={text('storage.trash.text', { count: trash })}>
        <AgeSelect
          label={text('storage.trash')}
          value={settings.trashMs}
          onChange={(trashMs) => void attempt(app, keeping.keep({ trashMs }))}
        />
      </CardLine>
    </CardSection>
  )
}

interface AgeSelectProps {
  readonly label: string
  /** Milliseconds; absent: for ever. */
  readonly value: number | undefined
  readonly onChange: (value: number | null) => void
}

function AgeSelect({ label, value, onChange }: AgeSelectProps) {
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
