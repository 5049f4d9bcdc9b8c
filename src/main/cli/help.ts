import { englishText, type TextKey } from '../../contract/language/text.ts'
import type { FlagSpec } from '../config/flags.ts'
import type { Command } from './command.ts'

/** What `parley --help` prints. */
export function helpOfAll(commands: readonly Command[]): string {
  const widest = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(widest)}  ${englishText(summary)}`)
  return `${englishText('terminal.usage')}\n\n${lines.join('\n')}\n\n${englishText('terminal.more-help')}\n`
}

/** What `parley COMMAND --help` prints: the usage first, then each flag with its default. */
export function helpOf(command: Command): string {
  const flags = command.flags.map(
    (flag) => `  -${flag.name}${valueOf(flag)}\n    \t${englishText(keyOf(flag))}${defaultOf(flag)}`,
  )
  return `Usage: ${command.usage}\n\n${englishText(command.summary)}\n\n${flags.join('\n')}\n`
}

function valueOf({ type }: FlagSpec): string {
  if (type === 'list') return ' string ...'
  return type === 'boolean' ? '' : ` ${type}`
}

function defaultOf(flag: FlagSpec): string {
  return flag.default === '' ? '' : ` (default ${flag.default})`
}

function keyOf({ help }: FlagSpec): TextKey {
  return help
}
