import type { Environment } from '../config/environment.ts'
import type { FlagValues } from '../config/flags.ts'
import { overridesFrom } from '../config/run-flags.ts'
import type { Overrides } from '../core/ports/overrides.ts'
import { brands } from '../providers/catalog.ts'

/** What flags and variables decide, read against the brands of this version. Throws `provider-unknown`. */
export function overridesFor(flags: FlagValues, env: Environment): Overrides {
  return overridesFrom(flags, env, brands)
}
