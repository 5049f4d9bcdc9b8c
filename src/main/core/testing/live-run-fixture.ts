import { messageIdOf, providerIdOf, runIdOf, sessionIdOf } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { Run, RunOptions } from '../../../contract/run.ts'
import type { ToolEffect } from '../../../contract/tool.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import { noUsage } from '../../../contract/usage.ts'
import { ParleyError } from '../errors.ts'
import type { ToolCallOptions, ToolSource } from '../ports/tool-source.ts'
import type { RunMoney } from '../money/run-money.ts'
import type { RunApprovals } from '../approval/approvals.ts'
import { beginRun, type LiveRun } from '../run/live-run.ts'
import type { RoundAgain, ToolLimits } from '../run/run-state.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createFakeRunLog, silentLog, type FakeRunLog } from './fake-log.ts'
import type { RunOutputs } from '../tools/run-outputs.ts'
import type { RunTools } from '../tools/run-tools.ts'
import type { ScriptedModel } from './scripted-model.ts'

export type FakeTools = Readonly<Record<string, (text: string, options: ToolCallOptions) => Promise<string>>>

/** Tools made of plain functions. */
export function fakeToolSource(tools: FakeTools, effect: ToolEffect = 'read'): ToolSource {
  return {
    list: async () =>
      Object.keys(tools).map((name) => ({
        name,
        description: name,
        inputSchema: { type: 'object' },
        effect,
      })),
    async call(call, options) {
      const tool = tools[call.name]
      if (!tool) throw new ParleyError('tool-unknown', { params: { tool: call.name } })
      return tool(call.arguments, options)
    },
  }
}

export const sessionId = sessionIdOf('session')
export const userMessage: Message = {
  id: messageIdOf('question'),
  sessionId,
  parentId: null,
  role: 'user',
  parts: [{ type: 'text', text: 'Question?' }],
  createdAt: 1,
}

/** Nothing has a price, and nothing a limit. */
export const freeOfCharge: RunMoney = { charge: async () => undefined, reached: async () => undefined }

/** Whatever a model asks for may run. */
export const everythingAllowed: RunApprovals = {
  policy: () => ({ effects: { read: 'allow', write: 'allow', network: 'allow', run: 'allow' }, rules: [] }),
  waitMs: () => 600_000,
}

/** No output is too long. */
export const keptWhole: RunOutputs['keep'] = async (_call, outcome) => outcome

export const toolLimits: ToolLimits = { atOnce: 8, perRound: 50, equal: 5, outsideMs: 600_000 }

/** A run as it is created. */
export function newRun(options: Partial<RunOptions> = {}): Run {
  return {
    id: runIdOf('run'),
    sessionId,
    userMessageId: userMessage.id,
    status: 'queued',
    options: {
      providerId: providerIdOf('fake'),
      model: 'fake-1',
      streaming: true,
      parallelTools: false,
      maxRounds: 25,
      ...options,
    },
    createdAt: 1,
    usage: noUsage,
  }
}

export interface RunFixture {
  readonly live: LiveRun
  readonly clock: FakeClock
  readonly store: FakeRunLog
  /** Resolves with the first event of that type, past or to come. */
  readonly until: (type: RunEvent['type'], count?: number) => Promise<RunEvent>
}

/** Starts a run on fakes. */
export async function startFixture(
  model: ScriptedModel | (() => Promise<ScriptedModel>),
  given: {
    readonly options?: Partial<RunOptions>
    readonly tools?: FakeTools
    readonly store?: FakeRunLog
    readonly effect?: ToolEffect
    readonly money?: RunMoney
    readonly approvals?: RunApprovals
    readonly limits?: Partial<ToolLimits>
    readonly source?: ToolSource
    readonly runTools?: RunTools
    readonly again?: RoundAgain
    readonly clock?: FakeClock
  } = {},
): Promise<RunFixture> {
  const clock = given.clock ?? createFakeClock()
  const store = given.store ?? createFakeRunLog()
  const { runTools } = given
  const source = runTools?.source ?? given.source ?? fakeToolSource(given.tools ?? {}, given.effect)
  const live = beginRun({
    run: newRun(given.options),
    newSession: undefined,
    path: [userMessage],
    newUserMessage: given.again ? undefined : userMessage,
    again: given.again,
    connect: typeof model === 'function' ? model : async () => model,
    tools: runTools?.list ?? (() => source.list()),
    ...(runTools && { offer: runTools.offer }),
    source,
    toolTimeoutMs: 60_000,
    keepOutput: keptWhole,
    toolLimits: { ...toolLimits, ...given.limits },
    approvals: given.approvals ?? everythingAllowed,
    money: given.money ?? freeOfCharge,
    store,
    clock,
    random: () => 0,
    log: silentLog,
  })
  return { live, clock, store, until: (type, count = 1) => untilEvent(live, type, count) }
}

function untilEvent(live: LiveRun, type: RunEvent['type'], count: number): Promise<RunEvent> {
  return new Promise((resolve) => {
    const check = () => {
      const found = live.events().filter((event) => event.type === type)[count - 1]
      if (found) resolve(found)
      return found
    }
    if (check()) return
    const stop = live.subscribe(() => {
      if (check()) stop()
    })
  })
}
