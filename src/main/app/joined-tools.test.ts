import { expect, test } from 'vitest'
import { fakeToolSource } from '../core/testing/live-run-fixture.ts'
import { callOf } from '../core/testing/tool-call.ts'
import { joinTools } from './joined-tools.ts'

const options = { signal: new AbortController().signal, onProgress: () => undefined }
const builtIn = fakeToolSource({ calculator: async () => 'built in' })
const foreign = fakeToolSource({ calculator: async () => 'foreign', files__read: async () => 'read' })

test('MC-15 a tool of a server never takes the place of a built-in one', async () => {
  const tools = joinTools(builtIn, foreign)
  expect((await tools.list()).map(({ name }) => name)).toEqual(['calculator', 'files__read'])
  expect(await tools.call(callOf('calculator'), options)).toBe('built in')
  expect(await tools.call(callOf('files__read'), options)).toBe('read')
})

test('a source that fails takes no tool of the others away', async () => {
  const broken = { ...foreign, list: () => Promise.reject(new Error('broken')) }
  expect((await joinTools(builtIn, broken).list()).map(({ name }) => name)).toEqual(['calculator'])
})
