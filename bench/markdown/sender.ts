import { createShowPace } from '../../src/main/core/run/show-pace.ts'

/** What is to be sent: pieces of so many letters each, at a rate of so many a second. */
export interface Order {
  readonly letters: readonly number[]
  readonly rate: number
  /** Joins pieces as the app's main process does before they go to the window; otherwise each is a message. */
  readonly isJoined: boolean
}

/** So many further pieces are there; the last ones say so. */
export interface Sent {
  readonly pieces: number
  readonly isLast: boolean
}

// In a worker, which stands for what is outside the page: what it costs is not the page's.
globalThis.addEventListener('message', ({ data }: MessageEvent<Order>) => send(data))

function send({ letters, rate, isJoined }: Order): void {
  const post = isJoined ? createJoiner() : (sent: Sent) => postMessage(sent)
  const begun = performance.now()
  let count = 0
  const timer = setInterval(
    () => {
      const due = Math.min(letters.length, Math.floor(((performance.now() - begun) * rate) / 1000))
      for (; count < due; count++)
        post({ pieces: 1, isLast: count + 1 === letters.length }, letters[count] ?? 0)
      if (count === letters.length) clearInterval(timer)
    },
    Math.max(1, Math.floor(1000 / rate)),
  )
}

/** What the run's recorder does with deltas: the end of an answer goes out at once, with all that is held. */
function createJoiner(): (sent: Sent, letters: number) => void {
  const pace = createShowPace()
  let held = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const show = (isLast: boolean) => {
    clearTimeout(timer)
    timer = undefined
    pace.shown(performance.now())
    postMessage({ pieces: held, isLast } satisfies Sent)
    held = 0
  }
  return ({ pieces, isLast }, letters) => {
    held += pieces
    pace.add(letters)
    const wait = isLast ? 0 : pace.wait(performance.now())
    if (wait <= 0) show(isLast)
    else timer ??= setTimeout(() => show(false), wait)
  }
}
