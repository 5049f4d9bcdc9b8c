import { useState } from 'react'
import { clientDocumentUrlSchema } from '../../../../contract/mcp-login.ts'
import { useText } from '../../../state/app-context.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { NumberInput } from '../../../ui/field/number-input.tsx'
import { TextField } from '../../../ui/field/text-field.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { useSettingsText } from '../use-settings-text.ts'
import { useSettings } from '../use-settings.ts'

const MOST_LETTERS = 10_000_000

export interface SharedRowProps {
  readonly selected: boolean
  readonly onSelect: () => void
}

/** Stands below the servers. */
export function SharedRow({ selected, onSelect }: SharedRowProps) {
  const text = useText()
  return (
    <button
      type="button"
      className="row provider-row mcp-shared-row"
      aria-current={selected ? 'true' : undefined}
      onClick={onSelect}
    >
      <Icon name="gear" />
      <span className="min-w-0 flex-1">
        <span className="row-text block">{text('mcp.shared')}</span>
        <span className="provider-state">{text('mcp.shared.row')}</span>
      </span>
    </button>
  )
}

/** What holds for all servers together. */
export function SharedSettings() {
  const text = useSettingsText()
  const [settings, update] = useSettings()
  const [bad, setBad] = useState(false)
  if (!settings) return null
  return (
    <div className="detail">
      <header className="page-head">
        <h1>{text('mcp.shared')}</h1>
        <p>{text('mcp.shared.text')}</p>
      </header>
      <CardSection title={text('mcp.told')}>
        <CardLine title={text('mcp.told.limit')} text={text(bad ? 'mcp.told.bad' : 'mcp.told.text')}>
          <NumberInput
            label={text('mcp.told.limit')}
            value={settings.schemaLimit}
            min={0}
            max={MOST_LETTERS}
            onRefuse={setBad}
            onCommit={(schemaLimit) => update({ schemaLimit })}
          />
        </CardLine>
      </CardSection>
      <ClientDocument url={settings.mcpClientUrl ?? ''} onChange={(url) => update({ mcpClientUrl: url })} />
    </div>
  )
}

interface ClientDocumentProps {
  readonly url: string
  readonly onChange: (url: string | null) => void
}

/** Where a company keeps the document by which logins know Parley. */
function ClientDocument({ url, onChange }: ClientDocumentProps) {
  const text = useSettingsText()
  const [refused, setRefused] = useState<string>()
  const commit = (next: string) => {
    const bad = next !== '' && !clientDocumentUrlSchema.safeParse(next).success
    setRefused(bad ? next : undefined)
    if (!bad) onChange(next === '' ? null : next)
  }
  return (
    <CardSection title={text('mcp.document')}>
      <div className="mcp-arguments mcp-document">
        <TextField
          mono
          label={text('mcp.document.url')}
          placeholder={text('mcp.document.placeholder')}
          hint={text('mcp.document.text')}
          error={refused === undefined ? undefined : text('mcp.document.bad')}
          value={refused ?? url}
          onCommit={commit}
        />
      </div>
    </CardSection>
  )
}
