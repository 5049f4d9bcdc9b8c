import {
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/** What a second instance tells the first. */
export interface SecondInstance {
  readonly argv: readonly string[]
  readonly workingDirectory: string
  readonly additionalData: unknown
}

/**
 * One instance per profile folder: a file holds the first instance's process id, a folder beside it takes the notices of
 * the others, because a second instance must have told before its synchronous request returns.
 */
export class SingleInstance {
  private watcher: FSWatcher | undefined
  private lockFile: string | undefined
  private readonly folder: () => string
  private readonly onSecond: (second: SecondInstance) => void

  constructor(folder: () => string, onSecond: (second: SecondInstance) => void) {
    this.folder = folder
    this.onSecond = onSecond
  }

  get held(): boolean {
    return this.lockFile !== undefined
  }

  /** Takes the lock, or leaves a notice for whoever holds it. */
  request(additionalData: unknown): boolean {
    if (this.held) return true
    const lockFile = join(this.folder(), 'double-instance.lock')
    const notices = join(this.folder(), 'double-instances')
    mkdirSync(notices, { recursive: true })
    if (!takeLock(lockFile)) {
      leaveNotice(notices, { argv: process.argv, workingDirectory: process.cwd(), additionalData })
      return false
    }
    this.lockFile = lockFile
    this.watcher = watch(notices, { persistent: false }, () => this.readNotices(notices))
    return true
  }

  release(): void {
    this.watcher?.close()
    if (this.lockFile) rmSync(this.lockFile, { force: true })
    this.lockFile = undefined
  }

  private readNotices(folder: string): void {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
      const file = join(folder, name)
      const second = JSON.parse(readFileSync(file, 'utf8')) as SecondInstance
      rmSync(file)
      this.onSecond(second)
    }
  }
}

function takeLock(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (isRunning(Number(readFileSync(file, 'utf8')))) return false
    rmSync(file, { force: true }) // its owner was killed
    return takeLock(file)
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

// Written under another name first: the watcher must never read half a notice.
function leaveNotice(folder: string, second: SecondInstance): void {
  const partFile = join(folder, `${process.pid}.part`)
  writeFileSync(partFile, JSON.stringify(second))
  renameSync(partFile, join(folder, `${process.pid}.json`))
}
