import type { Notice } from '../../../contract/notice.ts'
import { localFailure } from '../local-failure.ts'
import { FailureError } from '../transport.ts'
import type { FakeHandlers } from './fake-method.ts'
import type { FakeWorld } from './fake-world.ts'

type Some = Pick<FakeHandlers, Extract<keyof FakeHandlers, `context.${string}`>>

/** A core that counts letters, and keeps marks without doing anything with them. */
export function fakeContextHandlers(world: FakeWorld, tell: (notice: Notice) => void): Some {
  return {
    'context.estimate': ({ text }) => ({ ...world.estimate, tokens: world.estimate.tokens + text.length }),
    'context.items': () => ({ items: [], totals: [], tokens: 0, tools: { whole: 0, listed: 0 } }),
    'context.mark': ({ sessionId, places, mark }) => {
      const session = world.sessions.get(sessionId)
      if (!session) throw new FailureError(localFailure('session-missing', { id: sessionId }))
      const isOther = (item: (typeof places)[number]) =>
        !places.some((place) => place.messageId === item.messageId && place.part === item.part)
      const others = (session.marks?.items ?? []).filter(isOther)
      const items = mark ? [...others, ...places.map((place) => ({ ...place, mark }))] : others
      const marked = { ...session, marks: { changedAt: world.now, items } }
      world.sessions.set(sessionId, marked)
      tell({ type: 'session-changed', session: marked })
      return marked
    },
  }
}
