import { type RefObject, useEffect, useState } from 'react'

/** How long a new question takes no answer, in ms, so that a key that was meant for something else gives none. */
const GUARD_MS = 500

/**
 * Takes one answer to a question that was not expected: none in its first moment, in which `ready` is false, and no second
 * while one is given. `give` says whether it was taken; where not, another may be given. `refusal` has the focus.
 */
export function useOneAnswer<Given>(
  give: (given: Given) => Promise<boolean>,
  refusal: RefObject<HTMLElement | null>,
): { readonly ready: boolean; readonly answer: (given: Given) => void } {
  const [answering, setAnswering] = useState(false)
  const ready = useGuard()
  useEffect(() => refusal.current?.focus(), [refusal])
  return {
    ready,
    answer(given) {
      if (!ready || answering) return
      setAnswering(true)
      void give(given).then((done) => !done && setAnswering(false))
    },
  }
}

/** False for a moment after the question appeared. */
function useGuard(): boolean {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), GUARD_MS)
    return () => clearTimeout(timer)
  }, [])
  return ready
}
