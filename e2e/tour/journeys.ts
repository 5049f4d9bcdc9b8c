import { answers } from './screens/answers.ts'
import { failures } from './screens/failures.ts'
import { files } from './screens/files.ts'
import { firstStart } from './screens/first-start.ts'
import { manyChats } from './screens/many-chats.ts'
import { mcp } from './screens/mcp.ts'
import { providers } from './screens/providers.ts'
import { settingsPages } from './screens/settings.ts'
import { tools } from './screens/tools.ts'
import type { Journey } from './stage.ts'

/** Every screen of the window. A new one is an entry in one of these, which both the tour and its slice then visit. */
export const journeys: readonly (() => Journey)[] = [
  () => firstStart,
  answers,
  tools,
  () => failures,
  () => manyChats,
  () => settingsPages,
  () => providers,
  () => mcp,
  () => files,
]
