import {
  freeOfCharge,
  newRun,
  userMessage,
  everythingAllowed,
  toolLimits,
} from '../../src/main/core/testing/live-run-fixture.ts'
import { z } from 'zod'
import { emptyTranscript, foldRunEvent } from '../../src/contract/transcript.ts'
import { providerIdOf } from '../../src/contract/id.ts'
import { textOf, type Part } from '../../src/contract/message.ts'
import type { Run } from '../../src/contract/run.ts'
import type { RunEvent } from '../../src/contract/run-event.ts'
import type { ToolEffect } from '../../src/contract/tool.ts'
import { createFakeClock } from '../../src/main/core/testing/fake-clock.ts'
import { createFakeRunLog, silentLog } from '../../src/main/core/testing/fake-log.ts'
import { beginRun } from '../../src/main/core/run/live-run.ts'
import { connect, endpointOf } from '../../src/main/providers/testing/wire-fixture.ts'
import { defineTool } from '../../src/main/tools/define-tool.ts'
import { createToolRegistry } from '../../src/main/tools/tool-registry.ts'
import { startFaultServer } from './fault-server.ts'
import type { FaultScenario } from './scenario.ts'
import { says } from './scenario.ts'
import { answering, type WireForm } from './wire-form.ts'

/** What became of a run whose provider played a scenario. */
export interface PlayedRun {
  readonly run: Run
  readonly events: readonly RunEvent[]
  readonly text: string
  readonly refusal: string
  /** What the tool really gave, in order. */
  readonly ran: readonly string[]
  readonly refused: number
  /** The bodies of all requests. */
  readonly requests: readonly unknown[]
  /** The messages as the deltas alone make them, without what was said of them at their end. */
  readonly deltaText: string
}

const askedOf = { providerId: providerIdOf('wire'), model: 'm', parallelTools: true, maxRounds: 5 }

/** Runs one scenario through the real engine: run loop, client, vendor's library, sockets. */
export async function playScenario(scenario: FaultScenario, form: WireForm): Promise<PlayedRun> {
  const good = answering(form, form.body([says('Done.')]))
  const server = await startFaultServer([scenario.reply(form), scenario.next?.(form) ?? good])
  const clock = createFakeClock()
  const ran: string[] = []
  const source = createToolRegistry([echoTool(ran, scenario.effect ?? 'read')])
  const live = beginRun({
    run: newRun({ ...askedOf, streaming: form.streamed }),
    newSession: undefined,
    path: [userMessage],
    newUserMessage: userMessage,
    connect: () => connect(endpointOf(form.protocol, server.url), clock),
    tools: () => source.list(),
    source,
    toolTimeoutMs: 60_000,
    toolLimits,
    approvals: everythingAllowed,
    money: freeOfCharge,
    store: createFakeRunLog(),
    clock,
    random: () => 0,
    log: silentLog,
  })
  let hasActed = false
  const act = async () => {
    if (hasActed) return
    hasActed = true
    await moments()
    if (scenario.waitsMs !== undefined) clock.advance(scenario.waitsMs)
    if (scenario.stops) live.cancel()
  }
  live.subscribe((events) => {
    for (const event of events) {
      // The timer is set once the event is told.
      if (event.type === 'retry-scheduled') setImmediate(() => clock.advance(event.delayMs))
      if (event.type === 'text-delta' || event.type === 'reasoning-delta') void act()
    }
  })
  if (!form.streamed || isSilent(scenario, form)) await server.arrived().then(act)
  const run = await live.ended
  await server.close()
  return summary(run, live.events(), ran, server.requests)
}

/** Whether the scenario acts on a request to which nothing is said. */
function isSilent({ reply }: FaultScenario, form: WireForm): boolean {
  return reply(form).filter(({ type }) => type === 'send').length < 2
}

// What was sent is read, and what is to be waited for is waited for.
async function moments(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
}

function echoTool(ran: string[], effect: ToolEffect) {
  return defineTool({
    name: 'echo',
    description: 'Gives its text back.',
    effect,
    input: z.object({ text: z.string() }),
    run: async ({ text }) => {
      ran.push(text)
      return text
    },
  })
}

function summary(
  run: Run,
  events: readonly RunEvent[],
  ran: readonly string[],
  requests: readonly unknown[],
): PlayedRun {
  const answers = events
    .reduce(foldRunEvent, emptyTranscript)
    .messages.filter(({ role }) => role === 'assistant')
  const fromDeltas = events
    .filter(({ type }) => type !== 'message-completed')
    .reduce(foldRunEvent, emptyTranscript).messages
  const refusals = answers.flatMap(({ parts }) => parts).filter(isRefusal)
  return {
    run,
    events,
    text: answers.map(textOf).join(''),
    refusal: refusals.map(({ text }) => text).join(''),
    ran,
    refused: events.filter(({ type }) => type === 'tool-call-failed').length,
    requests,
    deltaText: fromDeltas.map(textOf).join(''),
  }
}

function isRefusal(part: Part): part is Extract<Part, { type: 'refusal' }> {
  return part.type === 'refusal'
}
