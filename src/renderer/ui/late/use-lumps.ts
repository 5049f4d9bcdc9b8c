import { useState } from 'react'
import { useLate } from './late.tsx'

/**
 * Of things of which `count` are there: whether one came together with more than `most` others, as when a finished answer is
 * opened. Such a thing may be drawn late; what comes one by one is drawn as it comes. Always false outside of `LateProvider`.
 */
export function useLumps(count: number, most: number): (index: number) => boolean {
  const late = useLate()
  const [lumps] = useState(() => new Lumps())
  lumps.see(count, most)
  return late ? (index) => lumps.has(index) : () => false
}

/** Seeing the same count twice changes nothing, so it may be seen during a render. */
class Lumps {
  #count = 0
  #lumps: (readonly [from: number, to: number])[] = []

  see(count: number, most: number): void {
    if (count < this.#count) this.#lumps = this.#lumps.filter(([from]) => from < count)
    if (count - this.#count > most) this.#lumps.push([this.#count, count])
    this.#count = count
  }

  has(index: number): boolean {
    return this.#lumps.some(([from, to]) => index >= from && index < to)
  }
}
