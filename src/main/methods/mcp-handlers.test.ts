import { expect, test } from 'vitest'
import type { MethodInput } from '../../contract/method.ts'
import { createScriptedModel } from '../core/testing/scripted-model.ts'
import type { Caller } from './caller.ts'
import { openDoor } from './testing/door-fixture.ts'

const command: MethodInput<'mcp.put'> = {
  name: 'files',
  enabled: true,
  variables: [],
  launch: { type: 'stdio', command: 'npx', args: ['x'] },
}
const address: MethodInput<'mcp.put'> = {
  ...command,
  name: 'remote',
  launch: { type: 'http', url: 'https://example.com/mcp' },
}

test.each(['browser', 'terminal', 'http'] as const)(
  'MC-08 a caller of kind %s adds, changes, switches on, tests and brings back no command',
  async (kind) => {
    const { room, connect } = await openDoor(createScriptedModel([]))
    const window = connect()
    await window.ask('mcp.put', { ...command, enabled: false })
    const caller: Caller = { kind, noticeEveryMs: 0, notify: () => undefined }
    const tries: readonly (readonly [string, object])[] = [
      ['mcp.put', command],
      ['mcp.put', { ...command, previousName: 'files' }],
      ['mcp.put', { ...address, previousName: 'files' }],
      ['mcp.test', { name: 'files' }],
      ['mcp.sign-in', { name: 'files' }],
      ['mcp.look-around', {}],
      ['mcp.take', { program: 'cursor', names: ['a'] }],
    ]
    for (const [method, input] of tries) {
      expect(await room.door.invoke(method, input, caller)).toMatchObject({
        failure: { code: 'mcp-window-only' },
      })
    }
    const { servers } = await window.ask('mcp.list', {})
    expect(servers.map(({ name, enabled }) => [name, enabled])).toEqual([['files', false]])
    await window.ask('mcp.remove', { name: 'files' })
    expect(await room.door.invoke('mcp.restore', { name: 'files' }, caller)).toMatchObject({
      failure: { code: 'mcp-window-only' },
    })
    await room.close()
  },
)

test('MC-08 MC-09 a page of a browser may add an address, without a variable of the computer; a program may not', async () => {
  const { room } = await openDoor(createScriptedModel([]))
  const ask = (kind: Caller['kind'], change: MethodInput<'mcp.put'> = address) =>
    room.door.invoke('mcp.put', change, { kind, noticeEveryMs: 0, notify: () => undefined })
  expect(await ask('http')).toMatchObject({ failure: { code: 'mcp-window-only' } })
  expect(await ask('browser')).toMatchObject({ output: { servers: [{ name: 'remote' }] } })
  const curious: MethodInput<'mcp.put'> = { ...address, name: 'curious', variables: ['HOME'] }
  expect(await ask('browser', curious)).toMatchObject({ failure: { code: 'mcp-window-only' } })
  const nosy: MethodInput<'mcp.put'> = { ...address, name: 'nosy', shareFolders: true }
  expect(await ask('browser', nosy)).toMatchObject({ failure: { code: 'mcp-window-only' } })
  const asking: MethodInput<'mcp.put'> = { ...address, name: 'asking', asks: true }
  expect(await ask('browser', asking)).toMatchObject({ failure: { code: 'mcp-window-only' } })
  await room.close()
})

test('MC-08 of pasted servers a page of a browser adds addresses, and programs are left out by name; a program adds none', async () => {
  const { room } = await openDoor(createScriptedModel([]))
  const paste = (kind: Caller['kind'], text: string) =>
    room.door.invoke('mcp.import', { text }, { kind, noticeEveryMs: 0, notify: () => undefined })
  const program = '"files":{"command":"npx"}'
  const both = `{"mcpServers":{${program},"remote":{"url":"https://example.com/mcp"}}}`
  expect(await paste('browser', both)).toMatchObject({
    output: {
      report: { added: ['remote'], skipped: [{ name: 'files', reason: 'program' }] },
      servers: [{ name: 'remote', enabled: false }],
    },
  })
  expect(await paste('browser', `{${program}}`)).toMatchObject({ output: { report: { added: [] } } })
  expect(await paste('browser', '{"mcpServers":')).toMatchObject({
    failure: { code: 'mcp-import-unreadable' },
  })
  expect(await paste('http', both)).toMatchObject({ failure: { code: 'mcp-window-only' } })
  expect(await paste('window', `{${program}}`)).toMatchObject({ output: { report: { added: ['files'] } } })
  await room.close()
})

test('everybody is told of a server that is added', async () => {
  const { room, connect } = await openDoor(createScriptedModel([]))
  const [one, other] = [connect(), connect()]
  await one.ask('mcp.put', command)
  expect(other.notices).toMatchObject([{ type: 'mcp-changed', servers: [{ name: 'files', enabled: true }] }])
  await room.close()
})

test('MC-16 a program neither sees nor answers what a server asks, and an unknown question is answered already', async () => {
  const { room, connect } = await openDoor(createScriptedModel([]))
  const program: Caller = { kind: 'http', noticeEveryMs: 0, notify: () => undefined }
  const input = { id: 'q1', answer: { action: 'decline' } }
  expect(await room.door.invoke('mcp.answer', input, program)).toMatchObject({
    failure: { code: 'mcp-window-only' },
  })
  expect(await room.door.invoke('mcp.questions', {}, program)).toMatchObject({
    failure: { code: 'mcp-window-only' },
  })
  await expect(
    connect().ask('mcp.answer', { id: 'q1', answer: { action: 'decline' } }),
  ).rejects.toMatchObject({ code: 'mcp-question-answered' })
  await room.close()
})

test('MC-16 every window is told of a question and of its end, and where only programs are nobody is there', async () => {
  const { room, connect, questions } = await openDoor(createScriptedModel([]))
  room.door.connect({ kind: 'http', noticeEveryMs: 0, notify: () => undefined })
  expect(questions.isAnybodyThere()).toBe(false)
  const [one, other] = [connect(), connect()]
  expect(questions.isAnybodyThere()).toBe(true)
  const asked = { server: 'shop', tool: 'order', message: 'Sure?', fields: [] }
  const answer = questions.ask(asked, new AbortController().signal)
  const [question] = (await one.ask('mcp.questions', {})).questions
  expect(other.notices.at(-1)).toEqual({ type: 'mcp-questions', questions: [{ ...asked, id: question?.id }] })
  await other.ask('mcp.answer', { id: question?.id ?? '', answer: { action: 'accept', values: {} } })
  expect(await answer).toEqual({ action: 'accept', values: {} })
  expect(one.notices.at(-1)).toEqual({ type: 'mcp-questions', questions: [] })
  await room.close()
})
