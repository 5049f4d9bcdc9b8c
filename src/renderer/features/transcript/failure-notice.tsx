import type { ReactNode } from 'react'
import type { Failure, FailureCode } from '../../../contract/failure.ts'
import type { ProviderId } from '../../../contract/id.ts'
import { firstSentence, inOneParagraph } from '../../../contract/language/sentences.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { failureText } from '../../state/failure.ts'
import { Button } from '../../ui/button/button.tsx'
import type { IconName } from '../../ui/icon/icon-shapes.ts'
import { Notice } from '../../ui/notice/notice.tsx'

/** Failures that the user can mend in Settings, beside those of keys. */
const MENDED_IN_SETTINGS: ReadonlySet<FailureCode> = new Set([
  'base-url-invalid',
  'certificate-file-invalid',
  'certificate-issuer-unknown',
  'certificate-name-wrong',
  'certificate-self-signed',
  'model-missing',
  'model-unknown',
  'not-an-endpoint',
  'provider-unknown',
  'provider-unreachable',
  'proxy-invalid',
  'proxy-login-needed',
  'proxy-refused',
  'proxy-unreachable',
  'tls-missing',
  'quota-exhausted',
])

export interface FailureNoticeProps {
  readonly failure: Failure
  readonly providerId: ProviderId
  readonly retry: ReactNode
}

/** An error in its place: who refused what, in whose words, and the way on. */
export function FailureNotice({ failure, providerId, retry }: FailureNoticeProps) {
  const { providers, text, view } = useApp()
  const provider = useSelect(
    providers.store,
    (state) => state.providers.find((each) => each.id === providerId)?.name ?? providerId,
  )
  const [title, rest] = firstSentence(failureText(text, failure))
  const words = failure.providerMessage
  return (
    <Notice
      tone="danger"
      icon={iconOf(failure.code)}
      title={title}
      actions={
        <>
          {(isOfKey(failure.code) || MENDED_IN_SETTINGS.has(failure.code)) && (
            <Button size="sm" onClick={() => view.showSettings('providers', providerId)}>
              {text('window.open-settings')}
            </Button>
          )}
          {retry}
        </>
      }
    >
      {inOneParagraph(text, [rest, words && text('transcript.says', { provider, words })]) || undefined}
    </Notice>
  )
}

function iconOf(code: FailureCode): IconName {
  if (isOfKey(code)) return 'key'
  if (code === 'provider-unreachable' || code === 'proxy-unreachable' || code === 'connection-lost')
    return 'offline'
  return code.endsWith('-timeout') || code === 'rate-limited' ? 'clock' : 'alert'
}

function isOfKey(code: FailureCode): boolean {
  return code.startsWith('key-')
}
