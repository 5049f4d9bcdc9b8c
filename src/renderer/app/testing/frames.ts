import { onTestFinished, vi } from 'vitest'

export interface HeldFrames {
  /** Lets one frame come: runs what waits for it now, not what that asks for in turn. */
  readonly next: () => Promise<void>
}

/** Until the test ends, what asks for the next frame waits for it to be told: a machine that is too busy to draw. */
export function holdFrames(): HeldFrames {
  const request = window.requestAnimationFrame.bind(window)
  const waiting = new Map<number, FrameRequestCallback>()
  let last = 0
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((callback) => {
    last += 1
    waiting.set(last, callback)
    return last
  })
  vi.spyOn(window, 'cancelAnimationFrame').mockImplementation((id) => void waiting.delete(id))
  onTestFinished(() => void vi.restoreAllMocks())
  const run = (time: number) => {
    const due = [...waiting.values()]
    waiting.clear()
    for (const callback of due) callback(time)
  }
  const next = () =>
    new Promise<void>((resolve) => {
      request((time) => {
        run(time)
        resolve()
      })
    })
  return { next }
}
