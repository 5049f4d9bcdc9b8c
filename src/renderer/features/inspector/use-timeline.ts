import { useEffect, useState } from 'react'
import type { RunId } from '../../../contract/id.ts'
import { useApp, useConnection } from '../../state/app-context.tsx'
import { followTimeline } from '../../state/timeline-feed.ts'
import type { Timeline } from '../../state/timeline.ts'

/** How a run goes; undefined until it is known. */
export function useTimeline(runId: RunId | undefined): Timeline | undefined {
  const { transport, schedule } = useApp()
  const connection = useConnection()
  const [known, setKnown] = useState<Timeline>()
  useEffect(() => {
    // What was lost with a connection is asked for again.
    if (!runId || connection !== 'connected') return undefined
    return followTimeline({ transport, schedule }, runId, setKnown)
  }, [runId, connection, transport, schedule])
  return known?.run?.id === runId ? known : undefined
}
