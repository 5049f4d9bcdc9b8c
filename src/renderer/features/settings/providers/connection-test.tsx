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
          {text('providers.test')}
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
    const words = test.failure.providerMessage
    return {
      tone: 'danger',
      icon: 'alert',
      title: failureText(text, test.failure),
      children: words && text('transcript.says', { provider: provider.name, words }),
    }
  }
  const title = test ? text('providers.test.running') : text('providers.test.untested')
  return { icon: 'plug', title, children: text('providers.test.none', { provider: provider.name }) }
}
