import { messageIdSchema } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { FakeWorldOptions } from '../../transport/fake/fake-world.ts'
import { fakeSession } from '../../transport/fake/fake-world.ts'

const session = fakeSession('long', { title: 'Long chat' })

/** A world whose only chat, “Long chat”, has so many messages: “Question 0?”, “Answer 1.” and so on. */
export function longChat(count: number): FakeWorldOptions {
  const messages = Array.from({ length: count }, (_, index) => messageAt(index))
  return { sessions: [session], transcripts: { long: { messages, calls: [], runs: [] } } }
}

function messageAt(index: number): Message {
  const text = index % 2 ? `Answer ${index}.\n\n${'A few more words. '.repeat(30)}` : `Question ${index}?`
  return {
    id: messageIdSchema.parse(`m${index}`),
    sessionId: session.id,
    parentId: index > 0 ? messageIdSchema.parse(`m${index - 1}`) : null,
    role: index % 2 ? 'assistant' : 'user',
    parts: [{ type: 'text', text }],
    createdAt: 1,
    ...(index % 2 && { finishReason: 'stop' }),
  }
}

/** The element that scrolls the transcript. */
export function scroller(): HTMLElement {
  return document.querySelector<HTMLElement>('.transcript-scroll')!
}

/** How much of the transcript is below what can be seen, in px. */
export function distanceFromEnd(): number {
  const { scrollHeight, clientHeight, scrollTop } = scroller()
  return scrollHeight - clientHeight - scrollTop
}

/** As a hand does it: the wheel turns, and the browser scrolls. Down if positive. */
export function turnWheel(deltaY: number): void {
  scroller().dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true }))
  scroller().scrollTop += deltaY
}
