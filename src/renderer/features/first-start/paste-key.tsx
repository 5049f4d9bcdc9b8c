import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../contract/failure.ts'
import { inOneParagraph } from '../../../contract/language/sentences.ts'
import type { ProviderView } from '../../../contract/provider.ts'
import type { AppState } from '../../state/app-state.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { failureOf, failureText } from '../../state/failure.ts'
import { focusMessage } from '../../state/window-focus.ts'
import { Button } from '../../ui/button/button.tsx'
import { SecretInput } from '../../ui/field/secret-input.tsx'
import { brandOfKey } from './key-brand.ts'

export interface PasteKeyProps {
  /** The brand whose key page was opened: what is pasted next is most likely its key. */
  readonly picked?: string | undefined
}

/** Takes a key, says whose it is, and connects. */
export function PasteKey({ picked }: PasteKeyProps) {
  const app = useApp()
  const { providers, text } = app
  const [key, setKey] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const brand = key.trim() === '' ? undefined : (picked ?? brandOfKey(key))
  const provider = useSelect(providers.store, (state) => state.providers.find((each) => each.id === brand))
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // The first thing to do at the first start; but never taken from something that has the focus already.
    if (document.activeElement !== document.body) return
    // In a small window it may lie out of sight, where nobody should write unawares.
    if (isInSight(field.current)) field.current?.focus({ preventScroll: true })
    else focusMessage()
  }, [])
  const connect = async (event: FormEvent) => {
    event.preventDefault()
    if (!provider || busy) return
    setBusy(true)
    setFailure(await connectWith(app, provider, key.trim()))
    setBusy(false)
  }
  const recognised = provider && text('first.key.provider', { provider: provider.name })
  const unknown = key.trim() !== '' && !provider ? text('first.key.unknown') : undefined
  return (
    <form onSubmit={(event) => void connect(event)}>
      <output id="paste-key-note" className={failure ? 'hint is-bad' : 'hint'}>
        {failure ? failureText(text, failure) : (recognised ?? unknown ?? <KeyHint />)}
      </output>
      <div className="paste-key">
        <SecretInput
          ref={field}
          icon={false}
          value={key}
          aria-label={text('first.key.field')}
          aria-describedby="paste-key-note"
          placeholder={text('first.key.field')}
          showLabel={text('providers.key.show')}
          hideLabel={text('providers.key.hide')}
          invalid={failure !== undefined}
          onChange={(event) => {
            setKey(event.target.value)
            setFailure(undefined)
          }}
        />
        <Button type="submit" variant="primary" size="lg" busy={busy} disabled={!provider}>
          {text('first.key.connect')}
        </Button>
      </div>
    </form>
  )
}

/** Tries the key and makes its provider the one that answers; gives the reason if it does not work. */
async function connectWith(app: AppState, provider: ProviderView, key: string): Promise<Failure | undefined> {
  const { providers, settings, text, toasts } = app
  try {
    const test = await providers.connect(provider.id, key)
    if (test.kind !== 'passed') return test.kind === 'failed' ? test.failure : undefined
    await settings.update({ providerId: provider.id, model: null })
    const said = { provider: provider.name, count: test.result.modelCount }
    toasts.show({ tone: 'done', text: text('first.key.connected', said) })
    return undefined
  } catch (error) {
    return failureOf(error)
  }
}

function KeyHint() {
  const { settings, text } = useApp()
  const keyStore = useSelect(settings.store, (state) => state.info?.keyStore)
  const kept = keyStore === 'system' ? text('first.key.kept-system') : text('first.key.kept-file')
  return inOneParagraph(text, [text('first.key.text'), keyStore !== 'weak' && kept])
}

/** Whether nothing lies over the middle of it, as the message's field does over what is scrolled beneath it. */
function isInSight(field: HTMLElement | null): boolean {
  if (!field) return false
  const { x, y, width, height } = field.getBoundingClientRect()
  return field.contains(document.elementFromPoint(x + width / 2, y + height / 2))
}
