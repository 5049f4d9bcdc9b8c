import { useState } from 'react'
import type { ProviderView } from '../../../../../contract/provider.ts'
import type { ProviderChange } from '../../../../../contract/settings.ts'
import { useApp } from '../../../../state/app-context.tsx'
import { failureOf, failureText } from '../../../../state/failure.ts'

export interface ChangeOfProvider {
  /** Saves a change; a refusal is in `error` until the next one. True when it was saved. */
  readonly save: (change: ProviderChange) => Promise<boolean>
  /** Does something else with the provider, told in the same way. True when it was done. */
  readonly attempt: (work: Promise<unknown>) => Promise<boolean>
  readonly error: string | undefined
}

/** Changes a provider and says in a sentence when that was refused. */
export function useChange(provider: ProviderView): ChangeOfProvider {
  const { providers, text } = useApp()
  const [error, setError] = useState<string>()
  const attempt = async (work: Promise<unknown>) => {
    setError(undefined)
    try {
      await work
      return true
    } catch (reason) {
      setError(failureText(text, failureOf(reason)))
      return false
    }
  }
  return { attempt, error, save: (change) => attempt(providers.change(provider.id, change)) }
}
