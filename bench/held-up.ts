import { median, threadTime } from './stats.ts'

/** The longest piece of work without a pause that a call puts on this thread, in milliseconds of its processor time. */
export async function heldUp(call: () => Promise<unknown>): Promise<number> {
  const rounds: number[] = []
  for (let round = 0; round < 7; round++) rounds.push(await longestTurn(call))
  return median(rounds)
}

// Processor time, because a busy machine holds up this thread too.
async function longestTurn(call: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.()
  let longest = 0
  let last = threadTime()
  let isOver = false
  const turn = () => {
    const now = threadTime()
    longest = Math.max(longest, now - last)
    last = now
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  await call()
  isOver = true
  await new Promise((resolve) => setImmediate(resolve))
  return longest / 1000
}
