import { type FormEvent, useState } from 'react'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { failureOf } from '../../../state/failure.ts'
import { Button } from '../../../ui/button/button.tsx'
import { FormField } from './form-field.tsx'
import { OtherPrograms } from './other-servers.tsx'
import { OutcomeNotice, type Outcome } from './outcome-notice.tsx'

const placeholder =
  '{\n  "mcpServers": {\n    "memory": {\n      "command": "npx",\n      "args": ["-y", "@modelcontextprotocol/server-memory"]\n    }\n  }\n}'

/** Takes the servers out of a text of another program. */
export function PasteServers() {
  const { mcp, settings, text } = useApp()
  const face = useSelect(settings.store, (state) => state.info?.face)
  const [json, setJson] = useState('')
  const [outcome, setOutcome] = useState<Outcome>()
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    try {
      const report = await mcp.importText(json)
      setOutcome({ report })
      if (report.added.length === 0) return
      // With nothing to add the button cannot have the focus any more.
      form.querySelector('textarea')?.focus()
      setJson('')
    } catch (error) {
      setOutcome({ failure: failureOf(error) })
    }
  }
  return (
    <form className="detail" onSubmit={(event) => void add(event)}>
      <header className="page-head">
        <h1>{text('mcp.paste.title')}</h1>
        <p>{text('mcp.paste.text')}</p>
      </header>
      <div className="detail-fields">
        <FormField
          mono
          rows={12}
          label={text('mcp.paste.field')}
          placeholder={placeholder}
          value={json}
          onChange={setJson}
        />
        {outcome && <OutcomeNotice outcome={outcome} />}
        <div>
          <Button type="submit" variant="primary" size="lg" disabled={json.trim() === ''}>
            {text('mcp.paste.action')}
          </Button>
        </div>
      </div>
      {face === 'desktop' && <OtherPrograms />}
    </form>
  )
}
