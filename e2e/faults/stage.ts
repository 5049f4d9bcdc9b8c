import type { RunEvent } from '../../src/contract/run-event.ts'
import type { Clock } from '../../src/main/core/ports/clock.ts'
import { createFakeClock, type FakeClock } from '../../src/main/core/testing/fake-clock.ts'
import type { LiveRun } from '../../src/main/core/run/live-run.ts'
import { meanwhile, type Act, type FaultServer } from './fault-server.ts'

/** What a scenario may move and wait for while its server answers. */
export interface Stage {
  readonly clock: FakeClock
  /** Where the server is. */
  readonly server: () => FaultServer
  /** Closes this when the scenario is over. */
  readonly keep: <Part extends { close(): Promise<void> }>(part: Part) => Part
  /** Waits until the client has taken in what was sent since the last time. */
  readonly heard: Act
  /** Waits for an event of the run, or for so many of them. */
  readonly told: (type: RunEvent['type'], count?: number) => Act
  readonly passes: (ms: number) => Act
  readonly stops: Act
}

/** What the scenario is played with; `clientClock` tells of each sign of life that the client takes in. */
export interface SetStage extends Stage {
  readonly clientClock: Clock
  enter(server: FaultServer, live: () => LiveRun | undefined): void
  /** From here on only what is sent now counts as heard. */
  begin(): void
  close(): Promise<void>
}

/** The moment at which every scenario begins. */
export const noon = Date.parse('2026-11-20T12:00:00Z')

export function setStage(): SetStage {
  const clock = createFakeClock(noon)
  const ear = createEar(clock)
  const parts: { close(): Promise<void> }[] = []
  let entered: { readonly server: FaultServer; readonly live: () => LiveRun | undefined } | undefined
  return {
    clock,
    clientClock: ear.clock,
    server: () => {
      if (!entered) throw new Error('the server is not there yet')
      return entered.server
    },
    enter: (server, live) => void (entered = { server, live }),
    begin: () => ear.forget(),
    keep(part) {
      parts.unshift(part)
      return part
    },
    heard: meanwhile(() => ear.heard()),
    told: (type, count = 1) => meanwhile(() => toldOf(entered?.live(), type, count)),
    passes: (ms) => meanwhile(() => clock.advance(ms)),
    stops: meanwhile(() => entered?.live()?.cancel()),
    async close() {
      for (const part of parts) await part.close()
    },
  }
}

function toldOf(live: LiveRun | undefined, type: RunEvent['type'], count: number): Promise<void> {
  const isTold = () => (live?.events().filter((event) => event.type === type).length ?? 0) >= count
  if (isTold()) return Promise.resolve()
  return new Promise((resolve) => {
    const forget = live?.subscribe(() => {
      if (!isTold()) return
      forget?.()
      resolve()
    })
  })
}

/** The client looks at its clock at each sign of life, which is how a test knows that it has taken one in. */
function createEar(clock: FakeClock) {
  let signs = 0
  let heardOf = 0
  let listener: (() => void) | undefined
  return {
    clock: {
      ...clock,
      elapsed() {
        signs += 1
        listener?.()
        return clock.elapsed()
      },
    },
    forget: () => void (heardOf = signs),
    async heard() {
      if (signs === heardOf) await new Promise<void>((resolve) => (listener = resolve))
      listener = undefined
      // What follows from it happens before the next turn.
      await new Promise<void>((resolve) => setImmediate(resolve))
      heardOf = signs
    },
  }
}
