import type { RunId } from '../../contract/id.ts'
import type { Environment } from './environment.ts'
import { createRunFeed } from './run-feed.ts'
import { emptyTimeline, foldTimeline, type Timeline } from './timeline.ts'

/**
 * Tells how a run went from its first event to now, and every time that more of it is known; gives the function that ends
 * that. A run of the open chat is watched anyhow: the watching itself is not ended.
 */
export function followTimeline(
  { transport, schedule }: Pick<Environment, 'transport' | 'schedule'>,
  runId: RunId,
  tell: (timeline: Timeline) => void,
): () => void {
  let timeline = emptyTimeline
  let stopped = false
  const feed = createRunFeed({
    transport,
    schedule,
    onEvents(events) {
      timeline = events.reduce(foldTimeline, timeline)
      if (!stopped) tell(timeline)
    },
  })
  void feed.follow(runId, 0)
  return () => {
    stopped = true
    feed.stop()
  }
}
