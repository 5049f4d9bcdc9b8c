import { spawn } from 'node:child_process'
import { processesWithMark } from './process-list.ts'

/** How long a server may take to end by itself when its input ends, and after it was told to. */
const politeMs = 500
const toldMs = 1_000
const lookMs = 25

/** A process, those of its group, and those that left it, known by their mark. */
export interface ProcessTree {
  readonly pid: number
  readonly mark: string
}

/** Ends all of it, politely first, within two seconds. `endInput` closes what the server reads. */
export async function endTree(
  { pid, mark }: ProcessTree,
  endInput: () => void,
  platform: NodeJS.Platform,
): Promise<void> {
  endInput()
  if (platform === 'win32') return endTreeOnWindows(pid)
  if (!(await isGone(pid, politeMs))) {
    signalGroup(pid, 'SIGTERM')
    if (!(await isGone(pid, toldMs))) signalGroup(pid, 'SIGKILL')
  }
  await killMarked(mark, platform)
}

/** Ends at once every process that carries the mark, wherever it went. */
export async function killMarked(mark: string, platform: NodeJS.Platform): Promise<void> {
  for (const each of await processesWithMark(mark, platform)) signal(each, 'SIGKILL')
}

// A group lives as long as any process in it; its number is not given to another one before.
async function isGone(pid: number, longestMs: number): Promise<boolean> {
  for (let waited = 0; waited < longestMs; waited += lookMs) {
    if (!signalGroup(pid, 0)) return true
    await new Promise((resolve) => setTimeout(resolve, lookMs))
  }
  return !signalGroup(pid, 0)
}

function signalGroup(pid: number, name: NodeJS.Signals | 0): boolean {
  return signal(-pid, name)
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name)
    return true
  } catch {
    return false
  }
}

function endTreeOnWindows(pid: number): Promise<void> {
  return new Promise((resolve) => {
    const killer = spawn('taskkill', ['/PID', String(pid), '/T', '/F'], {
      stdio: 'ignore',
      windowsHide: true,
    })
    killer.on('error', () => resolve())
    killer.on('close', () => resolve())
  })
}
