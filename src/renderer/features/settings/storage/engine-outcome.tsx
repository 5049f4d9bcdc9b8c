import { useText } from '../../../state/app-context.tsx'
import { failureText } from '../../../state/failure.ts'
import { durationText } from '../../../state/format.ts'
import type { EngineTest } from '../../../state/storage.ts'
import { Icon } from '../../../ui/icon/icon.tsx'

/** What came of the last try, in one line. */
export function EngineOutcome({ test }: { readonly test: EngineTest | undefined }) {
  const text = useText()
  return (
    <output className="hint engine-outcome" data-tone={test?.kind}>
      {test?.kind === 'passed' && (
        <>
          <Icon name="done" size={14} />
          {text('storage.tested', { time: durationText(text, test.durationMs) })}
        </>
      )}
      {test?.kind === 'failed' && (
        <>
          <Icon name="alert" size={14} />
          {failureText(text, test.failure)}
        </>
      )}
    </output>
  )
}
