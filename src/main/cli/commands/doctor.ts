import { existsSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import type { Backup } from '../../../contract/storage.ts'
import { recoveredText, rescueFor, restoredText, type Rescue } from '../../app/rescue.ts'
import { createFileLog } from '../../config/file-log.ts'
import { profilePaths } from '../../config/paths.ts'
import type { Command, CommandContext } from '../command.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'

/** Looks at a profile that nobody uses. Only the flags change anything, and they keep what was there. */
export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'doctor.summary',
  usage: 'parley doctor [flags]',
  flags: [
    { name: 'recover', type: 'boolean', default: 'false', help: 'flag.recover' },
    { name: 'restore', type: 'string', default: '', help: 'flag.restore' },
  ],
  async run(context) {
    const { flags, profileFolder } = context
    const paths = profilePaths(profileFolder)
    const rescue = rescueFor(paths.database, createFileLog(paths.log, Date.now))
    const source = flags['restore']
    if (typeof source === 'string' && source !== '') return restore(context, rescue, source)
    return flags['recover'] === true ? recover(context, rescue) : report(context, rescue)
  },
}

async function restore(
  { terminal, text }: CommandContext,
  rescue: Rescue,
  source: string,
): Promise<ExitCode> {
  const isFile = source.includes(sep) || source.includes('/') || existsSync(source)
  const restored = await rescue.restore(isFile ? { file: resolve(source) } : { name: source })
  terminal.out(`${[`${text('rescue.restored')}.`, ...restoredText(text, restored)].join('\n')}\n`)
  return exitCodes.done
}

async function recover({ terminal, text }: CommandContext, rescue: Rescue): Promise<ExitCode> {
  const recovered = await rescue.recover()
  terminal.out(`${[`${text('rescue.recovered')}.`, ...recoveredText(text, recovered)].join('\n')}\n`)
  return exitCodes.done
}

async function report(context: CommandContext, rescue: Rescue): Promise<ExitCode> {
  const { terminal, text, profileFolder } = context
  terminal.out(`${text('doctor.profile', { path: profileFolder })}\n`)
  if (!existsSync(profileFolder)) {
    terminal.out(`${text('doctor.no-database')}\n`)
    return exitCodes.done
  }
  terminal.out(`${text('doctor.free', { size: sizeText(await rescue.freeBytes()) })}\n`)
  terminal.out(backupLines(context, await rescue.backups()))
  const found = await rescue.inspect()
  if (!found) {
    terminal.out(`${text('doctor.no-database')}\n`)
    return exitCodes.done
  }
  const { version, known, counts, faults } = found
  const counted = counts ? ` ${text('rescue.counts', counts)}` : ''
  terminal.out(`${text('doctor.database', { version, known })}${counted}\n`)
  if (faults.length === 0) {
    terminal.out(`${text('doctor.whole')}\n`)
    return exitCodes.done
  }
  const lines = faults.map((fault) => `  ${fault}`)
  terminal.out(
    `${[text('doctor.faults', { count: faults.length }), ...lines, text('doctor.try')].join('\n')}\n`,
  )
  return exitCodes.failed
}

function backupLines({ text }: CommandContext, backups: readonly Backup[]): string {
  if (backups.length === 0) return `${text('doctor.no-backups')}\n`
  const widest = Math.max(...backups.map(({ name }) => name.length))
  const lines = backups.map(({ name, kind, at, bytes }) => {
    const time = new Date(at).toISOString().slice(0, 16).replace('T', ' ')
    return `  ${name.padEnd(widest)}  ${time} UTC  ${sizeText(bytes)}  ${text(`doctor.kind.${kind}`)}`
  })
  return `${text('doctor.backups')}\n${lines.join('\n')}\n`
}

function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} kB`
  return bytes < 1_000_000_000 ? `${Math.round(bytes / 1e6)} MB` : `${Math.round(bytes / 1e8) / 10} GB`
}
