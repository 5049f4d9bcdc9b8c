import type { Failure } from '../../../../contract/failure.ts'
import { inOneParagraph } from '../../../../contract/language/sentences.ts'
import type { McpImport, McpSkipped } from '../../../../contract/mcp.ts'
import { useApp } from '../../../state/app-context.tsx'
import type { AppState } from '../../../state/app-state.ts'
import { listText } from '../../../state/format.ts'
import { failureText } from '../../../state/failure.ts'
import { Notice } from '../../../ui/notice/notice.tsx'

/** What came of taking servers over. */
export type Outcome = { readonly report: McpImport } | { readonly failure: Failure }

export function OutcomeNotice({ outcome }: { readonly outcome: Outcome }) {
  const { locale, text } = useApp()
  if ('failure' in outcome) {
    return <Notice tone="danger" icon="alert" title={failureText(text, outcome.failure)} live="alert" />
  }
  const { added, skipped } = outcome.report
  const count = added.length
  return (
    <Notice
      tone={count > 0 ? 'success' : 'warning'}
      icon={count > 0 ? 'done' : 'alert'}
      title={
        count > 0
          ? text('mcp.paste.added', { count, names: listText(locale, added) })
          : text('mcp.paste.none')
      }
      live="status"
    >
      {inOneParagraph(
        text,
        skipped.map((each) => skippedText(text, each)),
      )}
    </Notice>
  )
}

/** Who was left out, and why. */
export function skippedText(text: AppState['text'], { name, reason, field }: McpSkipped): string {
  return text(`mcp.skipped.${reason}`, { name, field })
}
