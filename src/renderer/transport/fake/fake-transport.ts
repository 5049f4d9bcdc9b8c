import { methods, type MethodInput, type MethodName, type ParsedInput } from '../../../contract/method.ts'
import type { Notice } from '../../../contract/notice.ts'
import { createListeners } from '../listeners.ts'
import type { ConnectionState, Transport } from '../transport.ts'
import { createFakeHandlers } from './fake-handlers.ts'
import type { FakeHandlers } from './fake-method.ts'
import { createFakeRuns, type FakeRuns } from './fake-runs.ts'
import { createFakeWorld, type FakeWorld, type FakeWorldOptions } from './fake-world.ts'

export interface FakeCall {
  readonly method: MethodName
  readonly input: unknown
}

/** A core in memory. Nothing happens in it by itself: a test starts, feeds and ends every run. */
export interface FakeTransport extends Transport {
  readonly world: FakeWorld
  readonly runs: FakeRuns
  /** Everything that was asked, in order. */
  readonly calls: readonly FakeCall[]
  /** Answers one method in another way from now on. */
  answer<Name extends MethodName>(method: Name, handler: FakeHandlers[Name]): void
  readonly tell: (notice: Notice) => void
  connect(state: ConnectionState): void
}

export function createFakeTransport(options: FakeWorldOptions = {}): FakeTransport {
  const notices = createListeners<Notice>()
  const states = createListeners<ConnectionState>()
  const calls: FakeCall[] = []
  const world = createFakeWorld(options)
  const runs = createFakeRuns(world, notices.tell)
  const handlers: FakeHandlers = createFakeHandlers(world, runs, notices.tell)
  let state: ConnectionState = 'connected'
  return {
    world,
    runs,
    calls,
    async invoke<Name extends MethodName>(method: Name, input: MethodInput<Name>) {
      calls.push({ method, input })
      const output = await handlers[method](parseInput(method, input))
      return structuredClone(output)
    },
    subscribe: (listener) => notices.add(listener),
    connection: { current: () => state, subscribe: (listener) => states.add(listener) },
    close: () => {},
    answer(method, handler) {
      handlers[method] = handler
    },
    tell: notices.tell,
    connect(next) {
      state = next
      states.tell(next)
    },
  }
}

function parseInput<Name extends MethodName>(method: Name, input: unknown): ParsedInput<Name> {
  const parsed: unknown = methods[method].input.parse(input)
  if (!isParsed(method, parsed)) throw new TypeError(`${method} was asked with nothing`)
  return parsed
}

function isParsed<Name extends MethodName>(_: Name, input: unknown): input is ParsedInput<Name> {
  return input !== undefined
}
