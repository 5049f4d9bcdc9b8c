import { useState } from 'react'
import type { EngineChoice } from '../../../../contract/storage.ts'
import { useApp } from '../../../state/app-context.tsx'
import { readAddress, writeAddress, type ServerEngine } from '../../../state/storage-address.ts'
import { SecretField } from '../../../ui/field/secret-field.tsx'
import { TextField } from '../../../ui/field/text-field.tsx'

/** How a server is reached. */
export type Reach = Pick<EngineChoice, ServerEngine | 'password'>

export interface ServerFieldsProps {
  readonly engine: ServerEngine
  readonly reach: Reach
  readonly kept: boolean
  readonly onChange: (reach: Reach) => void
}

/** The address of a server in one line, and its password. */
export function ServerFields({ engine, reach, kept, onChange }: ServerFieldsProps) {
  const { text } = useApp()
  const [error, setError] = useState<string>()
  const save = (line: string) => {
    const read = readAddress(engine, line)
    setError(read ? undefined : text('storage.address.bad', { example: text(`storage.${engine}.example`) }))
    if (read)
      onChange({ ...reach, [engine]: read[engine], ...(read.password && { password: read.password }) })
  }
  const hint = kept || reach.password !== undefined ? text('storage.password.kept') : undefined
  return (
    <div className="engine-fields">
      <TextField
        label={text('storage.address')}
        value={writeAddress(engine, reach)}
        mono
        error={error}
        onCommit={save}
      />
      <SecretField
        label={text('storage.password')}
        keptHint={hint}
        placeholder={text('storage.password.placeholder')}
        showLabel={text('storage.password.show')}
        hideLabel={text('storage.password.hide')}
        onCommit={(password) => onChange({ ...reach, password })}
      />
    </div>
  )
}
