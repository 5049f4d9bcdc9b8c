import { useEffect, useState } from 'react'
import type { UsageDay, UsagePage } from '../../../../contract/money.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { startOf, type Range } from './usage-sums.ts'

/** Chats are shown down to this place. */
const mostSessions = 20

/** What was used by day and model, oldest first, and by chat in a range; undefined until it is known. */
export function useUsage(range: Range) {
  const app = useApp()
  const [days, setDays] = useState<readonly UsageDay[]>()
  const [known, setKnown] = useState<{ readonly range: Range; readonly page: UsagePage }>()
  useEffect(() => {
    void attempt(app, app.money.days().then(setDays))
  }, [app])
  useEffect(() => {
    let left = false
    const from = startOf(range, app.now())
    const query = { limit: mostSessions, ...(from !== undefined && { from }) }
    void attempt(
      app,
      app.money.sessions(query).then((page) => {
        if (!left) setKnown({ range, page })
      }),
    )
    return () => {
      left = true
    }
  }, [app, range])
  return { days, page: known?.range === range ? known.page : undefined }
}
