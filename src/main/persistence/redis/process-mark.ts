import { createHash } from 'node:crypto'
import { readFile, readlink } from 'node:fs/promises'
import { hostname, networkInterfaces } from 'node:os'

/** Names one process among all that ever ran anywhere, as far as the system lets us. Words without spaces. */
export interface ProcessMark {
  /** Two processes with the same machine see each other under their numbers. */
  readonly machine: string
  readonly pid: number
  /** When it was started, in the system's own count; `-` where nobody says. */
  readonly started: string
}

/** The mark of this process. */
export async function markOfThisProcess(): Promise<ProcessMark> {
  return { machine: await machineMark(), pid: process.pid, started: await startOf(process.pid) }
}

/** Whether the marked process goes on, seen from `here`; undefined when that cannot be said from here. */
export async function isRunning(mark: ProcessMark, here: ProcessMark): Promise<boolean | undefined> {
  if (mark.machine !== here.machine || mark.pid === here.pid) return undefined
  if (!isPidTaken(mark.pid)) return false
  const started = await startOf(mark.pid)
  return mark.started === '-' || started === '-' ? undefined : started === mark.started
}

// A container shares the machine's boot but not its process numbers, which is what the namespace tells. Elsewhere two
// machines may bear one name, but not one network card. Others who use the server need not learn any of it.
async function machineMark(): Promise<string> {
  const read = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    readlink('/proc/self/ns/pid'),
  ]).catch(() => undefined)
  const cards = Object.values(networkInterfaces()).flatMap((card) => card?.map(({ mac }) => mac) ?? [])
  const own = read ?? [...new Set(cards)].toSorted()
  const digest = createHash('sha256')
    .update([hostname(), ...own].join('\n'))
    .digest('hex')
  return digest.slice(0, 32)
}

function isPidTaken(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Any other refusal means that there is such a process, of somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

// The name of the program stands in brackets and may hold spaces; the start is the twentieth word behind them.
async function startOf(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? '-'
}
