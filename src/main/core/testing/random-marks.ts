import { markSchema } from '../../../contract/context-mark.ts'
import type { Message, Part } from '../../../contract/message.ts'
import { createMarking, noMarking, type Marking } from '../context/marking.ts'
import type { Chance } from './random-history.ts'

const long = 'Many words. '.repeat(200)

/** The same path with some texts and results so long that they can be shortened. */
export function withLongTexts(path: readonly Message[], chance: Chance): readonly Message[] {
  const longer = (part: Part): Part => {
    if (chance.below(4) > 0) return part
    if (part.type === 'text') return { ...part, text: long }
    return part.type === 'tool-result' ? { ...part, content: long } : part
  }
  return path.map((message) => ({ ...message, parts: message.parts.map(longer) }))
}

/** Any marks on any parts of a path; sometimes none. */
export function randomMarking(path: readonly Message[], chance: Chance): Marking {
  if (chance.below(4) === 0) return noMarking
  const items = path.flatMap(({ id: messageId, parts }) =>
    parts.flatMap((_, part) =>
      chance.below(3) === 0 ? [{ messageId, part, mark: chance.pick(markSchema.options) }] : [],
    ),
  )
  return createMarking({ changedAt: 1, items })
}
