import { expect, test } from 'vitest'
import { englishText } from '../../../contract/language/text.ts'
import { fakeSession } from '../../transport/fake/fake-world.ts'
import { groupSessions } from './session-groups.ts'

const now = new Date(2026, 10, 20, 0, 30).getTime()
const at = (...date: [number, number, number, number]) => new Date(...date).getTime()

test('chats stand under their calendar days, not under multiples of 24 hours', () => {
  const sessions = [
    at(2026, 10, 20, 0),
    at(2026, 10, 19, 23),
    at(2026, 10, 13, 1),
    at(2026, 10, 12, 23),
    at(2026, 8, 1, 9),
    at(2025, 8, 1, 9),
  ].map((updatedAt, index) => fakeSession(`s${index}`, { updatedAt }))
  const rows = groupSessions(sessions, now, englishText, 'en')
  expect(rows.map((row) => (row.kind === 'heading' ? row.label : row.session.id))).toEqual([
    'Today',
    's0',
    'Yesterday',
    's1',
    'Last 7 days',
    's2',
    'November',
    's3',
    'September',
    's4',
    'September 2025',
    's5',
  ])
})

test('pinned chats come first, then folders by their names, and each chat stands once', () => {
  const sessions = [
    fakeSession('a', { updatedAt: now, folder: 'Zoo' }),
    fakeSession('b', { updatedAt: now }),
    fakeSession('c', { updatedAt: now - 1, folder: 'Ärger' }),
    fakeSession('d', { updatedAt: now - 2, folder: 'Zoo', pinnedAt: 1 }),
    fakeSession('e', { updatedAt: now - 3, folder: 'Zoo' }),
  ]
  const rows = groupSessions(sessions, now, englishText, 'en')
  expect(rows.map((row) => (row.kind === 'heading' ? row.label : row.session.id))).toEqual([
    'Pinned',
    'd',
    'Ärger',
    'c',
    'Zoo',
    'a',
    'e',
    'Today',
    'b',
  ])
})
