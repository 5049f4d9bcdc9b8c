import { type FormEvent, useState } from 'react'
import type { McpLaunch, McpServerView } from '../../../../contract/mcp.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { failureOf, failureText } from '../../../state/failure.ts'
import { changeOf } from '../../../state/mcp.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Select } from '../../../ui/select/select.tsx'
import { FormField } from './form-field.tsx'
import { draftOf, isReady, launchOf, type LaunchDraft } from './launch-draft.ts'

export interface McpFormProps {
  /** The server that is changed; absent for a new one. */
  readonly server?: McpServerView
  readonly onDone: (name: string) => void
}

/** Asks for all that a server needs to be started. What was written here is what runs, so a new one is on at once. */
export function McpForm({ server, onDone }: McpFormProps) {
  const app = useApp()
  const { mcp, settings, text } = app
  // A page takes no programs.
  const usual = settings.store.getState().info?.face === 'server' ? 'http' : 'stdio'
  const [draft, setDraft] = useState(() => draftOf(server, usual))
  const [error, setError] = useState<string>()
  const change = (fields: Partial<LaunchDraft>) => setDraft((before) => ({ ...before, ...fields }))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const [name, launch] = [draft.name.trim(), launchOf(draft)]
    const base = server ? changeOf(server) : { enabled: true, variables: [] }
    try {
      await mcp.put({ ...base, name, launch })
    } catch (reason) {
      setError(failureText(text, failureOf(reason)))
      return
    }
    onDone(name)
    if (server?.enabled !== false) await attempt(app, mcp.restart(name))
  }
  return (
    <form className="detail" onSubmit={(event) => void save(event)}>
      <header className="page-head">
        <h1>{text(server ? 'mcp.edit.title' : 'mcp.new.title', { name: server?.name ?? '' })}</h1>
        <p>{text('mcp.new.text')}</p>
      </header>
      <div className="detail-fields">
        <FormField
          label={text('mcp.form.name')}
          placeholder={text('mcp.form.name.placeholder')}
          hint={text('mcp.form.name.hint')}
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <KindField type={draft.type} onChange={(type) => change({ type })} />
        {draft.type === 'stdio' ? (
          <CommandFields draft={draft} onChange={change} />
        ) : (
          <AddressField draft={draft} onChange={change} />
        )}
        {error !== undefined && <Notice tone="danger" icon="alert" title={error} live="alert" />}
        <div>
          <Button type="submit" variant="primary" size="lg" disabled={!isReady(draft)}>
            {text(server ? 'mcp.form.save' : 'mcp.form.add')}
          </Button>
        </div>
      </div>
    </form>
  )
}

interface KindFieldProps {
  readonly type: McpLaunch['type']
  readonly onChange: (type: McpLaunch['type']) => void
}

function KindField({ type, onChange }: KindFieldProps) {
  const { settings, text } = useApp()
  const face = useSelect(settings.store, (state) => state.info?.face)
  const kinds = ['stdio', 'http', 'sse'] as const
  const options = kinds.map((value) => ({ value, label: text(`mcp.kind.${value}`) }))
  return (
    <div className="field mcp-kind">
      <span className="field-name">{text('mcp.form.kind')}</span>
      <Select
        label={text('mcp.form.kind')}
        value={type}
        groups={[{ options }]}
        onChange={(value) => onChange(kinds.find((kind) => kind === value) ?? type)}
      />
      {face === 'server' && type === 'stdio' && (
        <span className="hint is-bad">{text('mcp.form.window-only')}</span>
      )}
    </div>
  )
}

interface LaunchFieldsProps {
  readonly draft: LaunchDraft
  readonly onChange: (fields: Partial<LaunchDraft>) => void
}

function CommandFields({ draft, onChange }: LaunchFieldsProps) {
  const { text } = useApp()
  return (
    <>
      <FormField
        mono
        label={text('mcp.form.command')}
        placeholder={text('mcp.form.command.placeholder')}
        hint={text('mcp.form.command.hint')}
        value={draft.command}
        onChange={(command) => onChange({ command })}
      />
      <FormField
        mono
        rows={4}
        label={text('mcp.form.arguments')}
        placeholder={'-y\n@modelcontextprotocol/server-memory'}
        hint={text('mcp.form.arguments.hint')}
        value={draft.words}
        onChange={(words) => onChange({ words })}
      />
      <FormField
        mono
        label={text('mcp.form.cwd')}
        placeholder={text('mcp.form.cwd.placeholder')}
        value={draft.cwd}
        onChange={(cwd) => onChange({ cwd })}
      />
    </>
  )
}

function AddressField({ draft, onChange }: LaunchFieldsProps) {
  const { text } = useApp()
  const bad = draft.url.trim() !== '' && !/^https?:\/\/\S+$/.test(draft.url.trim())
  return (
    <FormField
      mono
      label={text('mcp.form.url')}
      placeholder={text('mcp.form.url.placeholder')}
      hint={text('mcp.form.url.hint')}
      error={bad ? text('mcp.form.url.bad') : undefined}
      value={draft.url}
      onChange={(url) => onChange({ url })}
    />
  )
}
