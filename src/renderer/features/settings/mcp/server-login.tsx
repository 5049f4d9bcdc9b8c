import { type FormEvent, useState } from 'react'
import type { McpServerView } from '../../../../contract/mcp.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { changeOf } from '../../../state/mcp.ts'
import { Button } from '../../../ui/button/button.tsx'
import { CardSection } from '../../../ui/card/card.tsx'
import { Select } from '../../../ui/select/select.tsx'
import { useSettingsText } from '../use-settings-text.ts'
import {
  enteredIn,
  isLoginReady,
  loginDraftOf,
  loginIn,
  type LoginDraft,
  type LoginDraftProps,
} from './login-draft.ts'
import { LoginFields } from './login-fields.tsx'

/** Who logs in at an address: the user when it is wanted, or Parley by itself with what was entered for it. */
export function ServerLogin({ server }: { readonly server: McpServerView }) {
  const app = useApp()
  const text = useSettingsText()
  const [draft, setDraft] = useState(() => loginDraftOf(server))
  const [busy, setBusy] = useState(false)
  if (server.launch.type === 'stdio') return null
  const change = (fields: Partial<LoginDraft>) => setDraft((before) => ({ ...before, ...fields }))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const login = loginIn(draft, server)
    const loginValues = login ? enteredIn(draft) : {}
    const saved = await attempt(app, app.mcp.put({ ...changeOf(server), login, loginValues }))
    if (saved) change({ values: {} })
    if (saved && server.enabled) await attempt(app, app.mcp.restart(server.name))
    setBusy(false)
  }
  return (
    <CardSection title={text('mcp.login')}>
      <form className="mcp-arguments mcp-login" onSubmit={(event) => void save(event)}>
        <WhoField draft={draft} server={server} onChange={change} />
        {draft.kind !== 'person' && <LoginFields draft={draft} server={server} onChange={change} />}
        {(draft.kind !== 'person' || server.login) && (
          <div>
            <Button type="submit" busy={busy} disabled={!isLoginReady(draft, server)}>
              {text('mcp.login.save')}
            </Button>
          </div>
        )}
      </form>
    </CardSection>
  )
}

function WhoField({ draft, server: { login }, onChange }: LoginDraftProps) {
  const text = useSettingsText()
  // That one needs an address of the company's, and comes with pasted settings.
  const rare = login?.kind === 'company' ? (['company'] as const) : []
  const kinds = ['person', 'secret', 'key', ...rare] as const
  const options = kinds.map((value) => ({ value, label: text(`mcp.login.${value}`) }))
  const host = login?.kind === 'company' ? (URL.parse(login.company.tokenUrl)?.host ?? '') : ''
  return (
    <div className="field mcp-kind">
      <span className="field-name">{text('mcp.login.who')}</span>
      <Select
        label={text('mcp.login.who')}
        value={draft.kind}
        groups={[{ options }]}
        onChange={(value) =>
          onChange({ kind: kinds.find((kind) => kind === value) ?? draft.kind, values: {} })
        }
      />
      <span className="hint">{text(`mcp.login.${draft.kind}.text`, { host })}</span>
    </div>
  )
}
