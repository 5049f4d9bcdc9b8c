import { z } from 'zod'
import { messageIdOf, providerIdOf, runIdOf } from '../../src/contract/id.ts'
import type { Message } from '../../src/contract/message.ts'
import type { Run } from '../../src/contract/run.ts'
import type { RunEvent } from '../../src/contract/run-event.ts'
import type { ToolEffect } from '../../src/contract/tool.ts'
import type { Log } from '../../src/main/core/ports/log.ts'
import { createFakeRunLog } from '../../src/main/core/testing/fake-log.ts'
import {
  everythingAllowed,
  freeOfCharge,
  keptWhole,
  newRun,
  toolLimits,
  userMessage,
} from '../../src/main/core/testing/live-run-fixture.ts'
import { beginRun, type LiveRun } from '../../src/main/core/run/live-run.ts'
import { createModelClientFactory } from '../../src/main/providers/create-model-client.ts'
import { endpointOf } from '../../src/main/providers/testing/wire-fixture.ts'
import { defineTool } from '../../src/main/tools/define-tool.ts'
import { createToolRegistry } from '../../src/main/tools/tool-registry.ts'
import { startFaultServer, type FaultServer } from './fault-server.ts'
import { summaryOf, type PlayedRun } from './played-run.ts'
import { says, type FaultScenario, type Setting } from './scenario.ts'
import { setStage, type SetStage } from './stage.ts'
import { answering, type WireForm } from './wire-form.ts'

const askedOf = { providerId: providerIdOf('wire'), model: 'm', parallelTools: true, maxRounds: 5 }

/** Runs one scenario through the real engine: run loop, client, vendor's library, sockets. */
export async function playScenario(scenario: FaultScenario, form: WireForm): Promise<PlayedRun> {
  const stage = setStage()
  const cast = createCast()
  const server = await startFaultServer((number) => {
    stage.begin()
    return replyOf(scenario, form, stage, number)
  })
  stage.enter(server, () => cast.live)
  try {
    const setting = (await scenario.setting?.(form, stage)) ?? {}
    const run = newRun({ ...askedOf, streaming: form.streamed, ...setting.options })
    const first = await playRun({ run, path: [userMessage], scenario, form, stage, server, setting, cast })
    const next = { ...run, id: runIdOf('run-2') }
    const again = first.run.status === 'completed' ? [questionAfter(first.messages)] : []
    const path = [userMessage, ...first.messages, ...again]
    const last = scenario.continues
      ? await playRun({ run: next, path, scenario, form, stage, server, setting, cast })
      : first
    return summaryOf({
      run: last.run,
      events: scenario.continues ? [...first.events, ...last.events] : first.events,
      requests: server.requests,
      connections: server.connections(),
      ...cast,
      logged: cast.lines.join('\n'),
    })
  } finally {
    await server.close()
    await stage.close()
  }
}

function replyOf(scenario: FaultScenario, form: WireForm, stage: SetStage, number: number) {
  if (number === 1) return scenario.reply(form, stage)
  return scenario.next?.(form, stage, number) ?? answering(form, form.body([says('Done.')]))
}

function questionAfter(messages: readonly Message[]): Message {
  const parentId = messages.at(-1)?.id ?? userMessage.id
  return { ...userMessage, id: messageIdOf('question-2'), parentId, parts: [{ type: 'text', text: 'And?' }] }
}

/** What takes part in a scenario and is looked at when it is over. */
export interface Cast {
  readonly ran: string[]
  readonly lines: string[]
  live: LiveRun | undefined
  hurried: boolean
  commits: number
}

export function createCast(): Cast {
  return { ran: [], lines: [], live: undefined, hurried: false, commits: 0 }
}

interface Playing {
  readonly run: Run
  readonly path: readonly Message[]
  readonly scenario: FaultScenario
  readonly form: WireForm
  readonly stage: SetStage
  readonly server: FaultServer
  readonly setting: Setting
  readonly cast: Cast
}

/** Plays one run to its end. */
export async function playRun({ run, path, scenario, form, stage, server, setting, cast }: Playing) {
  const { clock, clientClock } = stage
  const connect = createModelClientFactory({
    ...(setting.fetch && { fetch: setting.fetch }),
    clock: clientClock,
    userAgent: 'Parley/test',
    ...(setting.proxies && { proxies: setting.proxies }),
  })
  const source = createToolRegistry(toolsOf(cast.ran, () => cast.live, scenario.effect ?? 'read'))
  const store = createFakeRunLog()
  const live = beginRun({
    run,
    newSession: undefined,
    path,
    newUserMessage: path.at(-1)?.role === 'user' ? path.at(-1) : undefined,
    connect: () => connect(endpointOf(form.protocol, server.url, setting.endpoint)),
    tools: () => source.list(),
    source,
    toolTimeoutMs: 60_000,
    keepOutput: keptWhole,
    toolLimits: { ...toolLimits, ...setting.toolLimits },
    approvals: setting.approvals ?? everythingAllowed,
    money: setting.money ?? freeOfCharge,
    store,
    clock,
    random: () => 0,
    log: noteInto(cast.lines),
  })
  cast.live = live
  live.subscribe((events) => {
    // The timer is set once the event is told.
    for (const event of events) if (event.type === 'retry-scheduled') setImmediate(() => waitFor(event))
  })
  const waitFor = (event: Extract<RunEvent, { type: 'retry-scheduled' }>) => {
    if (scenario.whileWaiting === 'tries-now') return live.tryNow()
    if (scenario.whileWaiting === 'stops') return live.cancel()
    clock.advance(event.delayMs - 1)
    setImmediate(() => {
      if (live.events().at(-1) !== event) cast.hurried = true
      clock.advance(1)
    })
    return undefined
  }
  const ended = await live.ended
  cast.commits += store.commits.length
  const known = new Set(path.map(({ id }) => id))
  const messages = live.transcript().messages.filter(({ id }) => !known.has(messageIdOf(id)))
  return { run: ended, events: live.events(), messages }
}

function noteInto(lines: string[]): Log {
  const note = (...said: readonly unknown[]) => void lines.push(JSON.stringify(said))
  return { info: note, warn: note, error: note }
}

function toolsOf(ran: string[], live: () => LiveRun | undefined, effect: ToolEffect) {
  const given = (text: string) => {
    ran.push(text)
    return text
  }
  return [
    defineTool({
      name: 'echo',
      description: 'Gives its text back.',
      effect,
      input: z.object({ text: z.string() }),
      run: async ({ text }) => given(text),
    }),
    defineTool({
      name: 'now',
      description: 'Takes nothing.',
      effect: 'read',
      input: z.object({}),
      run: async () => given('now'),
    }),
    defineTool({
      name: 'stop',
      description: 'Is stopped while it runs.',
      effect: 'read',
      input: z.object({}),
      run: async () => {
        live()?.cancel()
        return given('stop')
      },
    }),
  ]
}
