import type { RunEventBody } from '../../../contract/run-event.ts'

type DeltaBody = Extract<RunEventBody, { type: `${string}-delta` }>

/**
 * Joins deltas that follow each other and belong together into one, so that a fast model costs one event a frame and
 * not one a token.
 */
export interface DeltaJoiner {
  /** Takes a delta; gives back the one that it could not be joined to, which must go out first. */
  add(delta: DeltaBody): DeltaBody | undefined
  /** What is held, which is then held no more. */
  take(): DeltaBody | undefined
}

export function createDeltaJoiner(): DeltaJoiner {
  let held: DeltaBody | undefined
  let texts: string[] = []

  const take = () => {
    if (!held) return undefined
    const joined = withText(held, texts.join(''))
    held = undefined
    texts = []
    return joined
  }
  return {
    take,
    add(delta) {
      const before = held && !belongTogether(held, delta) ? take() : undefined
      held ??= delta
      texts.push(textOf(delta))
      return before
    },
  }
}

/** True for the events that the joiner takes. */
export function isDelta(body: RunEventBody): body is DeltaBody {
  return body.type.endsWith('-delta')
}

function belongTogether(held: DeltaBody, delta: DeltaBody): boolean {
  if (held.type !== delta.type || held.messageId !== delta.messageId) return false
  if (held.type !== 'tool-call-delta' || delta.type !== 'tool-call-delta') return true
  return held.callId === delta.callId && delta.name === undefined
}

/** What a delta adds. */
export function textOf(delta: DeltaBody): string {
  return delta.type === 'tool-call-delta' ? delta.argumentsText : delta.text
}

function withText(delta: DeltaBody, text: string): DeltaBody {
  return delta.type === 'tool-call-delta' ? { ...delta, argumentsText: text } : { ...delta, text }
}
