import { useEffect, useState } from 'react'
import type { LocalApiView } from '../../../../contract/local-api.ts'
import type { MethodInput } from '../../../../contract/method.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'

/** The API as it is now, and how to change it; undefined until it is known. */
export function useLocalApi(): readonly [
  LocalApiView | undefined,
  (change: MethodInput<'local-api.update'>) => void,
] {
  const app = useApp()
  const { transport } = app
  const [view, setView] = useState<LocalApiView>()
  useEffect(() => {
    let left = false
    const take = (next: LocalApiView) => {
      if (!left) setView(next)
    }
    const unsubscribe = transport.subscribe((notice) => {
      if (notice.type === 'local-api-changed') take(notice.api)
    })
    void attempt(app, transport.invoke('local-api.get', {}).then(take))
    return () => {
      left = true
      unsubscribe()
    }
  }, [app, transport])
  const update = (change: MethodInput<'local-api.update'>) =>
    void attempt(app, transport.invoke('local-api.update', change).then(setView))
  return [view, update]
}
