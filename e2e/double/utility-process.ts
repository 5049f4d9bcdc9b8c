import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { Readable } from 'node:stream'
import type { ForkOptions } from 'electron'
import { missing } from './missing.ts'

const PRELOAD = new URL('./utility-preload.ts', import.meta.url).href

/** A utility process as a plain Node child; message ports are not passed on. */
class DoubleUtilityProcess extends EventEmitter {
  private readonly child: ChildProcess

  constructor(file: string, values: readonly string[], options: ForkOptions) {
    super()
    const output = options.stdio === 'pipe' ? 'pipe' : options.stdio === 'ignore' ? 'ignore' : 'inherit'
    this.child = fork(file, values, {
      serialization: 'advanced',
      env: { ...process.env, ...options.env },
      execArgv: [...(options.execArgv ?? []), '--import', PRELOAD],
      stdio: ['ignore', output, output, 'ipc'],
      ...(options.cwd && { cwd: options.cwd }),
    })
    this.child.on('spawn', () => this.emit('spawn'))
    this.child.on('message', (message) => this.emit('message', message))
    this.child.on('exit', (code) => this.emit('exit', code ?? 0))
  }

  get pid(): number | undefined {
    return this.child.exitCode === null && this.child.signalCode === null ? this.child.pid : undefined
  }

  get stdout(): Readable | null {
    return this.child.stdout
  }

  get stderr(): Readable | null {
    return this.child.stderr
  }

  postMessage(message: unknown, transfer?: readonly unknown[]): void {
    if (transfer?.length) missing('utilityProcess.postMessage with ports')()
    this.child.send(structuredClone(message) as object)
  }

  kill(): boolean {
    return this.child.kill()
  }
}

export const utilityProcess = {
  fork: (file: string, values: readonly string[] = [], options: ForkOptions = {}) =>
    new DoubleUtilityProcess(file, values, options),
}
