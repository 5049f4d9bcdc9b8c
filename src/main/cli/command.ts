import type { Text, TextKey } from '../../contract/language/text.ts'
import type { App } from '../app/create-app.ts'
import type { FlagSpec, FlagValues } from '../config/flags.ts'
import type { ExitCode } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

/** What a command is given to work with. */
export interface CommandContext {
  readonly flags: FlagValues
  /** The words that are no flags. */
  readonly words: readonly string[]
  readonly terminal: Terminal
  readonly text: Text
  /** Opens the profile. The caller of the command closes it. Throws ParleyError. */
  readonly open: () => Promise<App>
  /** The folder of the built page. */
  readonly pageFolder: string
  /** The folder of the profile. */
  readonly profileFolder: string
}

/** A word after `parley`. */
export interface Command {
  readonly name: string
  readonly summary: TextKey
  readonly usage: string
  readonly flags: readonly FlagSpec[]
  run(context: CommandContext): Promise<ExitCode>
}
