import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { markVariable } from './child-environment.ts'

const run = promisify(execFile)

/**
 * Ids of the processes that live and carry the mark of a server, whatever group or session they went to. Programs of
 * other users cannot be read and do not count.
 */
export async function processesWithMark(mark: string, platform: NodeJS.Platform): Promise<readonly number[]> {
  const entry = `${markVariable}=${mark}`
  if (platform === 'linux') return fromProc(entry)
  if (platform === 'win32') return []
  return fromPs(entry)
}

/** When the process began, in words of the system that are the same each time; undefined when it does not live. */
export async function beginningOf(pid: number, platform: NodeJS.Platform): Promise<string | undefined> {
  if (platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    // The name in parentheses may hold anything; what counts stands behind the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  }
  if (platform === 'win32') return undefined
  const said = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return said.stdout.trim() || undefined
}

async function fromProc(entry: string): Promise<readonly number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    ids.map(async (id) => {
      const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '')
      return environment.split('\0').includes(entry) ? [Number(id)] : []
    }),
  )
  return found.flat()
}

async function fromPs(entry: string): Promise<readonly number[]> {
  const options = { maxBuffer: 64 * 1024 * 1024 }
  const said = await run('ps', ['axeww', '-o', 'pid=,command='], options).catch(() => ({ stdout: '' }))
  return said.stdout.split('\n').flatMap((line) => {
    const [, id] = /^\s*(\d+)\s/.exec(line) ?? []
    return id && ` ${line} `.includes(` ${entry} `) ? [Number(id)] : []
  })
}
