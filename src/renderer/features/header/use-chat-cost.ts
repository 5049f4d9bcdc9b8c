import { useEffect, useState } from 'react'
import type { SessionCost } from '../../../contract/money.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'

/**
 * What all of the open chat has cost, however much of it is loaded; undefined until that is known. Asked for again when the
 * last run is another one, costs more or has ended.
 */
export function useChatCost(): SessionCost | undefined {
  const { conversation, money } = useApp()
  const sessionId = useSelect(conversation.store, (state) => state.session?.id)
  const last = useSelect(conversation.store, ({ transcript: { runs } }) => {
    const run = runs.at(-1)
    return run && `${run.id} ${run.status} ${run.cost ?? ''}`
  })
  const [known, setKnown] = useState<SessionCost & { readonly id: string }>()
  useEffect(() => {
    if (!sessionId || last === undefined) return undefined
    let left = false
    // A sum that cannot be had is not missed: nothing depends on it.
    money.session(sessionId).then(
      (total) => !left && setKnown({ ...total, id: sessionId }),
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [sessionId, last, money])
  return known?.id === sessionId ? known : undefined
}
