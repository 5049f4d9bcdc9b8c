import type { SettingsBook } from '../provider/settings.ts'
import type { RunDependencies } from '../run/start-run.ts'

/** How many equal calls end a run: a model that asks for a fifth time will ask for a sixth. */
const mostEqualCalls = 5

type ToolRules = Pick<RunDependencies, 'toolTimeoutMs' | 'toolLimits' | 'outputLength' | 'schemaLimit'>

/** The bounds of tools in this profile. */
export function toolRules(book: SettingsBook): ToolRules {
  const settings = () => book.current()
  return {
    toolTimeoutMs: () => settings().limits.toolMs,
    toolLimits() {
      const { toolLimits, limits } = settings()
      return { ...toolLimits, equal: mostEqualCalls, outsideMs: limits.clientToolMs }
    },
    outputLength: () => settings().toolLimits.outputLength,
    schemaLimit: () => settings().schemaLimit,
  }
}
