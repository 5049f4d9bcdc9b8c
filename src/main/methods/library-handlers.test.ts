import { expect, test } from 'vitest'
import { longestPrompt } from '../../contract/prompt.ts'
import { createAgents } from '../core/library/agents.ts'
import { createPrompts } from '../core/library/prompts.ts'
import { fakeList } from '../core/testing/fake-list.ts'
import type { Caller } from './caller.ts'
import { libraryHandlers } from './library-handlers.ts'

const callerOf = (kind: Caller['kind']): Caller => ({ kind, noticeEveryMs: 0, notify: () => undefined })

test('the clipboard is read for the own window only, and no more of it than a prompt may have', async () => {
  const texts = ['From elsewhere', 'x'.repeat(longestPrompt + 1)]
  const read = async () => texts.shift() ?? ''
  const handlers = libraryHandlers(createAgents(fakeList()), createPrompts(fakeList()), read)
  for (const kind of ['browser', 'terminal', 'http'] as const) {
    await expect(handlers['prompts.clipboard']({}, callerOf(kind))).rejects.toMatchObject({
      failure: { code: 'clipboard-refused' },
    })
  }
  const window = callerOf('window')
  expect(await handlers['prompts.clipboard']({}, window)).toStrictEqual({ text: 'From elsewhere' })
  await expect(handlers['prompts.clipboard']({}, window)).rejects.toMatchObject({
    failure: { code: 'clipboard-long' },
  })
})
