import { join } from 'node:path'
import { isStorageAway } from '../../contract/failure.ts'
import { englishText } from '../../contract/language/text.ts'
import type { Upgrade } from '../../contract/storage.ts'
import { createApp, type App } from '../app/create-app.ts'
import { overridesFor } from '../app/overrides.ts'
import { readEnvironment, type Environment } from '../config/environment.ts'
import { createFileLog } from '../config/file-log.ts'
import { parseFlags, type FlagSpec, type FlagValues } from '../config/flags.ts'
import { profileFolder, profilePaths } from '../config/paths.ts'
import { openProfileFolder } from '../config/profile-folder.ts'
import { noCipher, openSecretFile } from '../config/secret-file.ts'
import { failureFrom, ParleyError } from '../core/errors.ts'
import type { Command } from './command.ts'
import { agentsCommand } from './commands/agents.ts'
import { batchCommand } from './commands/batch.ts'
import { chatCommand } from './commands/chat.ts'
import { embedCommand } from './commands/embed.ts'
import { contextCommand } from './commands/context.ts'
import { doctorCommand } from './commands/doctor.ts'
import { runCommand } from './commands/run.ts'
import { serveCommand } from './commands/serve.ts'
import { sessionsCommand } from './commands/sessions.ts'
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts'
import { FailureError } from './failure-error.ts'
import { helpOf, helpOfAll } from './help.ts'
import { processTerminal, type Terminal } from './terminal.ts'
import { version } from './version.ts'

const commands: readonly Command[] = [
  runCommand,
  chatCommand,
  batchCommand,
  embedCommand,
  serveCommand,
  sessionsCommand,
  contextCommand,
  agentsCommand,
  doctorCommand,
]
const helpFlags: readonly FlagSpec[] = [
  { name: 'help', type: 'boolean', default: 'false', help: 'flag.help' },
  { name: 'h', type: 'boolean', default: 'false', help: 'flag.help' },
]

/** Runs a command line, without `parley` itself, and gives the exit code. Never throws. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  const terminal = processTerminal()
  const [name = '--help', ...rest] = args
  try {
    if (['--help', '-help', '-h', 'help'].includes(name)) return print(terminal, helpOfAll(commands))
    if (['--version', '-version'].includes(name)) return print(terminal, `parley ${version}\n`)
    const command = commands.find((each) => each.name === name)
    if (!command) throw new ParleyError('command-unknown', { params: { command: name } })
    return await execute(command, rest, terminal)
  } catch (error) {
    const failure = error instanceof FailureError ? error.failure : failureFrom(error)
    terminal.note(`${failure.message}\n`)
    if (isStorageAway(failure.code)) terminal.note(`${englishText('terminal.storage-away')}\n`)
    return exitCodeOf(failure.code)
  }
}

async function execute(command: Command, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, rest } = parseFlags([...helpFlags, ...command.flags], args, command.name)
  if (values['help'] || values['h']) return print(terminal, helpOf(command))
  const env = readEnvironment(process.env, process.cwd())
  const folder = profileFolder({ env, platform: process.platform })
  let app: App | undefined
  const open = async () => {
    app = await openApp(values, env, folder)
    for (const warning of app.warnings) terminal.note(`${warning.message}\n`)
    if (app.upgrade) terminal.note(`${upgradeText(app.upgrade)}\n`)
    return app
  }
  try {
    const pageFolder = join(import.meta.dirname, '..', 'renderer')
    return await command.run({
      flags: values,
      words: rest,
      terminal,
      text: englishText,
      open,
      pageFolder,
      profileFolder: folder,
    })
  } finally {
    await app?.close()
  }
}

async function openApp(flags: FlagValues, env: Environment, folder: string): Promise<App> {
  const overrides = overridesFor(flags, env)
  const paths = profilePaths(folder)
  openProfileFolder(paths.folder)
  return createApp({
    face: 'server',
    version,
    profile: paths,
    env,
    overrides: { ...overrides, defaultModels: { openai: 'deepseek-chat' } },
    secrets: openSecretFile(paths.plainKeys, noCipher),
    log: createFileLog(paths.log, Date.now),
  })
}

function upgradeText({ from, to, after, snapshot }: Upgrade): string {
  return englishText('doctor.upgraded', { from, to, snapshot, ...after })
}

function print(terminal: Terminal, text: string): ExitCode {
  terminal.out(text)
  return exitCodes.done
}
