import { expect, test } from 'vitest'
import { messageIdOf } from '../../contract/id.ts'
import { firstPlaceOf, messageAt, withCount } from './found-places.ts'

const places = [
  { messageId: messageIdOf('early'), count: 2 },
  { messageId: messageIdOf('a1'), count: 3 },
  { messageId: messageIdOf('a2'), count: 1 },
  { messageId: messageIdOf('late'), count: 4 },
]
const order = ['q0', 'a1', 'a2', 'q1', 'late'].map((id) => messageIdOf(id))
const answer = [messageIdOf('a1'), messageIdOf('a2')]

test('each place has its message', () => {
  expect([-1, 0, 1, 2, 5, 6, 9, 10].map((place) => messageAt(places, place))).toStrictEqual([
    undefined,
    'early',
    'early',
    'a1',
    'a2',
    'late',
    'late',
    undefined,
  ])
  expect(firstPlaceOf(places, messageIdOf('late'))).toBe(6)
  expect(firstPlaceOf(places, messageIdOf('q1'))).toBe(-1)
})

test('a count that is another on the screen moves what is current only where it must', () => {
  const counted = (current: number, count: number) => withCount({ places, current }, answer, count, order)
  expect(counted(1, 4)).toBeUndefined()
  expect(counted(1, 2)?.current).toBe(1)
  expect(counted(3, 2)?.current).toBe(3)
  expect(counted(5, 2)?.current).toBe(3)
  expect(counted(7, 2)).toStrictEqual({
    places: [places[0], { messageId: 'a1', count: 2 }, places[3]],
    current: 5,
  })
  // Nothing to be seen of it: its message is the place.
  expect(counted(5, 0)?.places[1]).toStrictEqual({ messageId: 'a1', count: 1 })
})

test('words that only the screen has stand where their message does', () => {
  const next = withCount({ places, current: 8 }, [messageIdOf('q1')], 2, order)
  expect(next?.places.map(({ messageId }) => messageId)).toStrictEqual(['early', 'a1', 'a2', 'q1', 'late'])
  expect(next?.current).toBe(10)
  const first = withCount({ places, current: 8 }, [messageIdOf('q0')], 1, order)
  expect(first?.places[1]?.messageId).toBe('q0')
})
