/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

const never = new Int32Array(new SharedArrayBuffer(4))

// The kernel counts the time of a thread when it pauses, or else at a tick, some milliseconds apart.
function pause(): void {
  Atomics.wait(never, 0, 0, 0.001)
}

/** Processor time that this process has used, in microseconds. */
export function processorTime(): number {
  pause()
  const { user, system } = process.cpuUsage()
  return user + system
}

/** Processor time that this thread has used, in microseconds. */
export function threadTime(): number {
  pause()
  const { user, system } = process.threadCpuUsage()
  return user + system
}

/** One variant of a measurement. */
export interface Variant {
  readonly name: string
  readonly run: () => Promise<void>
}

export interface Sample {
  /** Milliseconds. */
  readonly wall: number
  /** Microseconds of all threads. */
  readonly cpu: number
  /** Microseconds of this thread. */
  readonly own: number
}

/**
 * Runs the variants in turn, round by round, so that a noisy machine is equally noisy for all of them, and every second
 * round backwards, so that none always finds the machine as the same other one left it. The first rounds are for warming
 * up and do not count. `collect` empties the heap before each, for what is measured in processor time.
 */
export async function alternate(
  variants: readonly Variant[],
  rounds: number,
  warmUp: number,
  collect: boolean,
): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const samples = new Map<string, Sample[]>(variants.map(({ name }) => [name, []]))
  for (let round = -warmUp; round < rounds; round++) {
    for (const { name, run } of round % 2 === 0 ? variants : variants.toReversed()) {
      if (collect) globalThis.gc?.()
      const [own, cpu, wall] = [threadTime(), processorTime(), performance.now()]
      await run()
      const took = performance.now() - wall
      const sample = { wall: took, cpu: processorTime() - cpu, own: threadTime() - own }
      if (round >= 0) samples.get(name)?.push(sample)
    }
  }
  return samples
}
