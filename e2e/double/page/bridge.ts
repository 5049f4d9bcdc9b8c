// One side of the context bridge; the text runs once in the page's world and once in the preload's. The two share only
// the DOM: values cross as the detail of a synchronous event, which Chromium clones between worlds, functions and
// promises cross as numbers.
type Call = (...values: unknown[]) => unknown
type Crossing =
  | { readonly f: number }
  | { readonly p: number }
  | { readonly a: readonly Crossing[] }
  | { readonly o: readonly (readonly [string, Crossing])[] }
  | { readonly v: unknown }
type Answer = { readonly ok: Crossing } | { readonly no: string }

interface Side {
  readonly sendTo: string
  readonly receiveAs: string
  readonly kept: Map<number, Call>
  readonly waiting: Map<number, { resolve(value: unknown): void; reject(error: Error): void }>
  lastId: number
  answer: Answer
}

export interface BridgeEnd {
  /** contextBridge.exposeInMainWorld; throws what the page's side answers. */
  expose(key: string, api: unknown): void
}

/** Undefined in a frame inside the page: Electron, too, runs a preload in the main frame only. */
export function openBridge(token: string, me: string, other: string): BridgeEnd | undefined {
  if (window.top !== window) return undefined
  const side: Side = {
    sendTo: token + other,
    receiveAs: token + me,
    kept: new Map(),
    waiting: new Map(),
    lastId: 0,
    answer: { no: 'the other side of the context bridge is silent' },
  }
  listenForCalls(side)
  listenForExposure(side)
  return {
    expose(key, api) {
      fire(side, 'expose', { key, api: outward(side, api) })
      if ('no' in side.answer) throw new Error(side.answer.no)
    },
  }
}

function fire(side: Side, type: string, detail: unknown): void {
  window.dispatchEvent(new CustomEvent(side.sendTo + type, { detail: structuredClone(detail) }))
}

function receive(side: Side, type: string, listener: (detail: never) => void): void {
  const heard = (event: Event): void => {
    event.stopImmediatePropagation()
    listener((event as CustomEvent<never>).detail)
  }
  window.addEventListener(side.receiveAs + type, heard, true)
}

function outward(side: Side, value: unknown): Crossing {
  if (typeof value === 'function') {
    side.kept.set(++side.lastId, value as Call)
    return { f: side.lastId }
  }
  if (value instanceof Promise) return outwardPromise(side, value)
  if (Array.isArray(value)) return { a: value.map((item) => outward(side, item)) }
  if (typeof value === 'symbol') throw new Error('An object could not be cloned.')
  if (typeof value !== 'object' || value === null) return { v: value }
  const plain = [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)
  return plain ? { o: Object.entries(value).map(([key, item]) => [key, outward(side, item)]) } : { v: value }
}

function outwardPromise(side: Side, promise: Promise<unknown>): Crossing {
  const id = ++side.lastId
  promise.then(
    (value) => fire(side, 'settle', { id, answer: { ok: outward(side, value) } }),
    (error: unknown) => fire(side, 'settle', { id, answer: { no: messageOf(error) } }),
  )
  return { p: id }
}

function inward(side: Side, crossing: Crossing): unknown {
  if ('f' in crossing) return callerOf(side, crossing.f)
  if ('p' in crossing) {
    const { p } = crossing
    return new Promise((resolve, reject) => side.waiting.set(p, { resolve, reject }))
  }
  if ('a' in crossing) return crossing.a.map((item) => inward(side, item))
  if ('o' in crossing) return Object.fromEntries(crossing.o.map(([key, item]) => [key, inward(side, item)]))
  return crossing.v
}

function callerOf(side: Side, id: number): Call {
  return (...values) => {
    fire(side, 'call', { id, values: values.map((value) => outward(side, value)) })
    const { answer } = side
    if ('no' in answer) throw new Error(answer.no)
    return inward(side, answer.ok)
  }
}

function listenForCalls(side: Side): void {
  receive(side, 'call', ({ id, values }: { id: number; values: Crossing[] }) => {
    let answer: Answer
    try {
      answer = { ok: outward(side, side.kept.get(id)?.(...values.map((value) => inward(side, value)))) }
    } catch (error) {
      answer = { no: messageOf(error) }
    }
    fire(side, 'answer', answer)
  })
  receive(side, 'answer', (answer: Answer) => {
    side.answer = answer
  })
  receive(side, 'settle', ({ id, answer }: { id: number; answer: Answer }) => {
    const waiting = side.waiting.get(id)
    side.waiting.delete(id)
    if ('no' in answer) waiting?.reject(new Error(answer.no))
    else waiting?.resolve(inward(side, answer.ok))
  })
}

function listenForExposure(side: Side): void {
  receive(side, 'expose', ({ key, api }: { key: string; api: Crossing }) => {
    if (key in window) {
      fire(side, 'answer', { no: 'Cannot bind an API on top of an existing property on the window object' })
      return
    }
    const value = deepFreeze(inward(side, api))
    Object.defineProperty(window, key, { value, enumerable: true, configurable: false, writable: false })
    fire(side, 'answer', { ok: { v: undefined } })
  })
}

function deepFreeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const item of Object.values(value)) deepFreeze(item)
  return Object.freeze(value)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The functions above as one script text. */
export function bridgeSource(): string {
  const parts = [
    openBridge,
    fire,
    receive,
    outward,
    outwardPromise,
    inward,
    callerOf,
    listenForCalls,
    listenForExposure,
    deepFreeze,
    messageOf,
  ]
  return parts.map(String).join('\n')
}
