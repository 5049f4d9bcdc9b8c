import { overridesFor } from '../app/overrides.ts'
import type { Environment } from '../config/environment.ts'
import { parseFlags } from '../config/flags.ts'
import { runFlags } from '../config/run-flags.ts'
import type { Overrides } from '../core/ports/overrides.ts'

/**
 * The flags among the words that started the desktop. Chromium's own switches stand there too, so words that are no
 * flags of ours are passed over. Throws for a bad value of one that is.
 */
export function desktopFlags(argv: readonly string[], env: Environment): Overrides {
  const words = argv.slice(1)
  const ours = words.flatMap((word, index) => {
    const [, name = '', attached] = /^--?([A-Za-z][\w-]*)(=)?/.exec(word) ?? []
    const spec = runFlags.find((each) => each.name === name)
    if (!spec) return []
    const next = words[index + 1]
    return attached || spec.type === 'boolean' || next === undefined ? [word] : [word, next]
  })
  const { values } = parseFlags(runFlags, ours)
  return overridesFor(values, env)
}
