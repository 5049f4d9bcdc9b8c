import { type ChangeEvent, useRef } from 'react'
import { attempt } from '../../../state/actions.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import type { Progress } from '../../../../contract/storage.ts'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { ImportOutcome } from './import-outcome.tsx'

/** Chats to a file, and from files of Parley and of others. */
export function InAndOut() {
  const app = useApp()
  const { archive, text } = app
  const work = useSelect(archive.store, (state) => state.work)
  const exporting = work.kind === 'exporting' ? work.progress : undefined
  const importing = work.kind === 'importing' ? work.progress : undefined
  return (
    <CardSection title={text('archive.title')}>
      <CardLine title={text('archive.export')} text={text('archive.export.text')}>
        {exporting && <CancelButton />}
        <Button
          icon="export"
          busy={exporting !== undefined}
          disabled={importing !== undefined}
          onClick={() => void attempt(app, archive.exportAll())}
        >
          {exporting && exporting.total > 0
            ? text('archive.exporting', { done: exporting.done, total: exporting.total })
            : text('archive.export.action')}
        </Button>
      </CardLine>
      <CardLine title={text('archive.import')} text={text('archive.import.text')}>
        {importing && <CancelButton />}
        <ImportButton importing={importing} disabled={exporting !== undefined} />
      </CardLine>
      <div aria-live="polite">
        {work.kind === 'imported' && <ImportOutcome report={work.report} end={work.end} />}
      </div>
    </CardSection>
  )
}

interface ImportButtonProps {
  /** Bytes; absent while nothing is imported. */
  readonly importing: Progress | undefined
  readonly disabled: boolean
}

function ImportButton({ importing, disabled }: ImportButtonProps) {
  const { archive, text } = useApp()
  const input = useRef<HTMLInputElement>(null)
  const read = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])]
    // So that the same file can be chosen again.
    event.target.value = ''
    if (files.length > 0) void archive.importFiles(files)
  }
  const percent = importing && importing.total > 0 ? Math.floor((100 * importing.done) / importing.total) : 0
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".json,.jsonl,.zip"
        aria-label={text('archive.files')}
        onChange={read}
      />
      <Button
        icon="download"
        busy={importing !== undefined}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {importing ? text('archive.importing', { percent }) : text('archive.import.action')}
      </Button>
    </>
  )
}

function CancelButton() {
  const { archive, text } = useApp()
  return (
    <Button variant="ghost" onClick={() => archive.cancel()}>
      {text('window.cancel')}
    </Button>
  )
}
