import type { FailureCode } from '../../../../contract/failure.ts'
import { firstSentence, inOneParagraph } from '../../../../contract/language/sentences.ts'
import type { ProviderView } from '../../../../contract/provider.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { failureText } from '../../../state/failure.ts'
import { durationText } from '../../../state/format.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Notice, type NoticeProps } from '../../../ui/notice/notice.tsx'
import type { AppState } from '../../../state/app-state.ts'
import type { ProviderTest } from '../../../state/providers.ts'

/** Tries the key and the address, and says in one sentence what came of it. */
export function ConnectionTest({ provider }: { readonly provider: ProviderView }) {
  const app = useApp()
  const { providers, text } = app
  const test = useSelect(providers.store, (state) => state.tests[provider.id])
  return (
    <Notice
      {...wordsOf(app, provider, test)}
      live="status"
      actions={
        <Button
          size="sm"
          icon="retry"
          busy={test?.kind === 'running'}
          onClick={() => void providers.test(provider.id)}
        >
          {text(
            test?.kind === 'passed' || test?.kind === 'failed' ? 'providers.test.again' : 'providers.test',
          )}
        </Button>
      }
    />
  )
}

function wordsOf(
  { text }: AppState,
  provider: ProviderView,
  test: ProviderTest | undefined,
): Pick<NoticeProps, 'tone' | 'icon' | 'title' | 'children'> {
  if (test?.kind === 'passed') {
    const { durationMs, modelCount } = test.result
    return {
      tone: 'success',
      icon: 'done',
      title: text('providers.test.passed', { time: durationText(text, durationMs) }),
      children: text('providers.test.passed.text', { count: modelCount }),
    }
  }
  if (test?.kind === 'failed') {
    const { code, providerMessage: words } = test.failure
    const [title, rest] = firstSentence(failureText(text, test.failure))
    const advice = keyAdvice(text, code) ?? rest
    const says = words && text('transcript.says', { provider: provider.name, words })
    return {
      tone: 'danger',
      icon: 'alert',
      title,
      children: inOneParagraph(text, [advice, says]) || undefined,
    }
  }
  const title = test ? text('providers.test.running') : text('providers.test.untested')
  return { icon: 'plug', title, children: text('providers.test.none', { provider: provider.name }) }
}

/** Elsewhere the sentence shows the way here. */
function keyAdvice(text: AppState['text'], code: FailureCode): string | undefined {
  if (code === 'key-refused') return text('providers.test.key')
  return code === 'key-missing' || code === 'key-wanted' ? text('providers.test.no-key') : undefined
}
