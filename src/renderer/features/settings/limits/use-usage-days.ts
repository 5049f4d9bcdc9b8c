import { useEffect, useState } from 'react'
import type { UsageDay } from '../../../../contract/money.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'

/** What was used by day and model, oldest first; undefined until it is known. */
export function useUsageDays(): readonly UsageDay[] | undefined {
  const app = useApp()
  const [days, setDays] = useState<readonly UsageDay[]>()
  useEffect(() => {
    void attempt(app, app.money.days().then(setDays))
  }, [app])
  return days
}
