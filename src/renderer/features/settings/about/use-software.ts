import { useEffect, useState } from 'react'
import type { BuildFacts, Software } from '../../../../contract/software.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'

/** What Parley runs on; undefined until it is known. */
export function useSoftware(): Software | undefined {
  const app = useApp()
  const [software, setSoftware] = useState<Software>()
  useEffect(() => {
    void attempt(app, app.transport.invoke('app.software', {}).then(setSoftware))
  }, [app])
  return software
}

/** What the build wrote down; nothing where nothing was built. */
export function useBuildFacts(): BuildFacts | undefined {
  const { buildFacts } = useApp()
  const [facts, setFacts] = useState<BuildFacts>()
  useEffect(() => {
    buildFacts().then(setFacts, () => setFacts({ packages: [] }))
  }, [buildFacts])
  return facts
}
