import { expect, test } from 'vitest'
import { sessionIdOf } from '../../contract/id.ts'
import type { Notice } from '../../contract/notice.ts'
import { createTidings } from './tidings.ts'

function changed(name: string, state: { readonly running: boolean; readonly asking?: boolean }): Notice {
  const session = {
    id: sessionIdOf(name),
    title: name,
    titledByUser: false,
    leafId: null,
    createdAt: 0,
    updatedAt: 0,
    ...state,
  }
  return { type: 'session-changed', session }
}

test('NA-07 an answer that ends is told once, one that never ran is not', () => {
  const tidings = createTidings()
  expect(tidings.hear(changed('a', { running: false }))).toBeUndefined()
  expect(tidings.hear(changed('a', { running: true }))).toBeUndefined()
  expect(tidings.hear(changed('b', { running: false }))).toBeUndefined()
  expect(tidings.hear(changed('a', { running: false }))).toMatchObject({
    type: 'ended',
    session: { id: 'a' },
  })
  expect(tidings.hear(changed('a', { running: false }))).toBeUndefined()
})

test('NA-07 an answer that waits is told when it begins to, and counted until somebody answers', () => {
  const tidings = createTidings()
  tidings.hear(changed('a', { running: true }))
  expect(tidings.hear(changed('a', { running: true, asking: true }))).toMatchObject({ type: 'asking' })
  expect(tidings.hear(changed('a', { running: true, asking: true }))).toBeUndefined()
  tidings.hear(changed('b', { running: true, asking: true }))
  expect(tidings.waiting()).toBe(2)
  expect(tidings.hear(changed('a', { running: true }))).toBeUndefined()
  tidings.hear({ type: 'session-purged', sessionId: sessionIdOf('b') })
  expect(tidings.waiting()).toBe(0)
  expect(tidings.hear(changed('a', { running: true, asking: true }))).toMatchObject({ type: 'asking' })
})
