/** How long deltas may be joined before they are shown, in milliseconds: a frame, and no more than 60 batches a second. */
export const showEveryMs = 17

/** The same of an answer that comes faster than anybody reads: two frames, which halves the work of every part behind. */
const showFastEveryMs = 33

/** Letters a millisecond from which on nobody can follow: some 125 tokens a second, five times what a quick reader takes in. */
const fastLetters = 0.5

/** When the next batch of deltas may be shown. Times are milliseconds of one clock. */
export interface ShowPace {
  /** How long to wait from `now` on; nothing or less means that it may go out at once. */
  readonly wait: (now: number) => number
  /** Notes that so many letters came. */
  readonly add: (letters: number) => void
  /** Notes that what came went out. */
  readonly shown: (now: number) => void
}

/** The pace of one answer. The first batch after a pause may go out at once: nobody should wait for a clock to see it. */
export function createShowPace(): ShowPace {
  let last = -Infinity
  let pause = showEveryMs
  let letters = 0
  return {
    wait: (now) => last + pause - now,
    add: (more) => void (letters += more),
    shown(now) {
      pause = letters / Math.max(1, now - last) >= fastLetters ? showFastEveryMs : showEveryMs
      last = now
      letters = 0
    },
  }
}
