import { describe, expect, test } from 'vitest'
import { callIdOf } from '../../../contract/id.ts'
import type { ToolDefinition, ToolEffect } from '../../../contract/tool.ts'
import { createRandom } from '../../../../e2e/crash/random.ts'
import { resourceOf, startable } from './call-order.ts'
import type { RoundCall } from './run-state.ts'

const parallel = { parallel: true, atOnce: 8 }

function tool(effect: ToolEffect, more: Partial<ToolDefinition> = {}): ToolDefinition {
  return { name: 'file', description: '', inputSchema: {}, effect, resourceArgument: 'path', ...more }
}

function roundCall(index: number, definition: ToolDefinition, path: string): RoundCall {
  const call = { id: callIdOf(String(index)), name: definition.name, arguments: JSON.stringify({ path }) }
  return { call, effect: definition.effect, resource: resourceOf(call, definition), stage: 'waiting' }
}

const idsOf = (calls: readonly RoundCall[]) => calls.map(({ call }) => String(call.id))

describe('what may begin', () => {
  test('S3-18 reads begin together, up to the limit', () => {
    const calls = Array.from({ length: 12 }, (_, index) => roundCall(index, tool('read'), 'one'))
    expect(startable(calls, parallel)).toHaveLength(8)
    expect(startable(calls, { parallel: false, atOnce: 8 })).toHaveLength(1)
  })

  test('writes to one thing wait for each other, others do not', () => {
    const calls = [
      roundCall(0, tool('write'), 'a'),
      roundCall(1, tool('write'), 'b'),
      roundCall(2, tool('write'), 'a'),
      roundCall(3, tool('read'), 'a'),
      roundCall(4, tool('read'), 'c'),
    ]
    expect(idsOf(startable(calls, parallel))).toEqual(['0', '1', '4'])
  })

  test('what is asked about holds up what comes behind it and touches the same', () => {
    const asking = { ...roundCall(0, tool('write'), 'a'), stage: 'asking' } as const
    const calls = [asking, roundCall(1, tool('write'), 'a'), roundCall(2, tool('read'), 'b')]
    expect(idsOf(startable(calls, parallel))).toEqual(['2'])
    expect(startable(calls, { parallel: false, atOnce: 8 })).toEqual([])
  })

  test('tools that name nothing share their server, or themselves', () => {
    const { resourceArgument: _, ...plain } = tool('run')
    const of = (more: Partial<ToolDefinition>) =>
      resourceOf(roundCall(0, tool('run'), '').call, { ...plain, ...more })
    expect(of({ server: 's', name: 'a' })).toBe(of({ server: 's', name: 'b' }))
    expect(of({ name: 'a' })).not.toBe(of({ name: 'b' }))
    expect(of({ effect: 'read' })).toBeUndefined()
  })
})

test('whatever is asked for, every call runs, and no two that touch one thing overlap where one of them acts', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = createRandom(seed)
    let calls = Array.from({ length: 1 + random.below(12) }, (_, index) =>
      roundCall(index, tool(random.pick(['read', 'write', 'run'])), random.pick(['a', 'b', 'c'])),
    )
    const order: string[] = []
    while (calls.some(({ stage }) => stage !== 'settled')) {
      const starting = startable(calls, { parallel: true, atOnce: 1 + random.below(4) })
      calls = calls.map((each) => (starting.includes(each) ? { ...each, stage: 'running' } : each))
      order.push(...idsOf(starting))
      const running = calls.filter(({ stage }) => stage === 'running')
      expect(running.length).toBeGreaterThan(0)
      const acting = running.filter(({ effect }) => effect !== 'read')
      const clashes = acting.filter((one) =>
        running.some((each) => each !== one && each.resource === one.resource),
      )
      expect(clashes).toEqual([])
      const ended = random.pick(running)
      calls = calls.map((each) => (each === ended ? { ...each, stage: 'settled' } : each))
    }
    expect(order).toHaveLength(calls.length)
  }
})
