import type { FaultScenario } from '../scenario.ts'
import { budgets } from './budgets.ts'
import { complaints } from './complaints.ts'
import { connections } from './connections.ts'
import { cuts } from './cuts.ts'
import { finishes } from './finishes.ts'
import { lines } from './lines.ts'
import { network } from './network.ts'
import { oddBodies } from './odd-bodies.ts'
import { oddEvents } from './odd-events.ts'
import { proofs, reasoning } from './reasoning.ts'
import { signsOfLife } from './signs-of-life.ts'
import { statuses } from './statuses.ts'
import { toolCalls } from './tool-calls.ts'
import { usages } from './usages.ts'
import { waits } from './waits.ts'

/** Everything that a provider may do wrong, each in one run. */
export const scenarios: readonly FaultScenario[] = [
  ...statuses,
  ...waits,
  ...connections,
  ...cuts,
  ...signsOfLife,
  ...lines,
  ...oddBodies,
  ...complaints,
  ...network,
  ...toolCalls,
  ...finishes,
  ...usages,
  ...reasoning,
  ...proofs,
  ...oddEvents,
  ...budgets,
]
