import { describe, expect, test } from 'vitest'
import { approvalSettingsSchema, canonicalArguments, type ApprovalRule } from '../../../contract/approval.ts'
import { callIdOf } from '../../../contract/id.ts'
import type { ToolDefinition, ToolEffect } from '../../../contract/tool.ts'
import { judge, noTaint, taintedBy, type ApprovalPolicy, type Taint } from './judge.ts'

const { effects } = approvalSettingsSchema.parse({})
const standard: ApprovalPolicy = { effects, rules: [] }
const call = { id: callIdOf('c1'), name: 'send', arguments: '{"to":"ann","text":"hi"}' }
const strangers: Taint = { untrusted: true, personal: false }

function tool(effect: ToolEffect, more: Partial<ToolDefinition> = {}): ToolDefinition {
  return { name: 'send', description: '', inputSchema: {}, effect, ...more }
}

function withRule(rule: Partial<ApprovalRule>): ApprovalPolicy {
  return { effects, rules: [{ id: 'r1', tool: 'send', allowed: true, createdAt: 1, ...rule }] }
}

describe('by effect', () => {
  test.each([
    ['read', 'not-needed'],
    ['write', 'asked'],
    ['network', 'asked'],
    ['run', 'asked'],
  ] as const)('by default a tool that can %s is %s', (effect, approval) => {
    expect(judge(call, tool(effect), standard, noTaint)).toMatchObject({ approval })
  })

  test('what the settings forbid is refused, whatever was allowed before', () => {
    const policy = { ...withRule({}), effects: { ...effects, run: 'deny' } as const }
    expect(judge(call, tool('run'), policy, noTaint)).toEqual({
      approval: 'denied',
      decision: { allowed: false, by: 'policy' },
    })
  })
})

describe('AP-02 what was allowed holds for exactly that', () => {
  const server = { server: 'mail', fingerprint: 'v1' }
  const exact = withRule({ ...server, arguments: canonicalArguments('{ "text": "hi", "to": "ann" }') })

  test('the same call runs, however its arguments are written', () => {
    expect(judge(call, tool('write', server), exact, noTaint)).toMatchObject({ approval: 'allowed' })
  })

  test.each([
    ['other arguments', { ...call, arguments: '{"to":"eve","text":"hi"}' }, server],
    ['another state of the server', call, { ...server, fingerprint: 'v2' }],
    ['another server', call, { ...server, server: 'post' }],
    ['a tool of the same name without a server', call, {}],
  ])('%s asks again', (_, other, more) => {
    expect(judge(other, tool('write', more), exact, noTaint)).toMatchObject({ approval: 'asked' })
  })

  test('a rule for any arguments covers them all, and a refusal beside it counts more', () => {
    const any = withRule(server)
    const other = { ...call, arguments: '{}' }
    expect(judge(other, tool('write', server), any, noTaint)).toMatchObject({ approval: 'allowed' })
    const refusing = { ...any, rules: [...any.rules, { ...any.rules[0]!, id: 'r2', allowed: false }] }
    expect(judge(other, tool('write', server), refusing, noTaint)).toMatchObject({ approval: 'denied' })
  })
})

describe('AP-04 AP-07 after words of strangers', () => {
  test.each(['write', 'run'] as const)(
    'a tool that can %s is asked about although it was allowed',
    (effect) => {
      expect(judge(call, tool(effect), withRule({}), strangers)).toEqual({
        approval: 'asked',
        askReason: 'tainted',
      })
      const open = { effects: { ...effects, [effect]: 'allow' as const }, rules: [] }
      expect(judge(call, tool(effect), open, strangers)).toMatchObject({ approval: 'asked' })
    },
  )

  test('a way out is asked about once the user’s own data is there too', () => {
    expect(judge(call, tool('network'), withRule({}), strangers)).toMatchObject({ approval: 'allowed' })
    const both = taintedBy(strangers, [tool('read', { personal: true })])
    expect(judge(call, tool('network'), withRule({}), both)).toEqual({ approval: 'asked', askReason: 'leak' })
  })

  test('reading goes on', () => {
    const both = { untrusted: true, personal: true }
    expect(judge(call, tool('read'), standard, both)).toEqual({ approval: 'not-needed' })
  })

  test('what a server reads counts as the user’s own, the clock does not', () => {
    expect(taintedBy(noTaint, [tool('read', { server: 'files' })])).toEqual({
      untrusted: false,
      personal: true,
    })
    expect(taintedBy(noTaint, [tool('read')])).toEqual(noTaint)
    expect(taintedBy(noTaint, [tool('network', { untrusted: true })])).toEqual(strangers)
  })
})
