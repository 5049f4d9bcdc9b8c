type Say = (type: 'text' | 'reasoning', text: string) => void

/**
 * Tells reasoning that a model writes in a tag at the start of its text from the answer: `<think>` with most models,
 * `<thinking>` or `<thought>` with some.
 */
export interface ThinkTag {
  take(text: string, say: Say): void
  /** Says what was held back because it could have been the beginning of a tag. */
  finish(say: Say): void
}

const tags = ['think', 'thinking', 'thought'].map((name) => ({ opening: `<${name}>`, closing: `</${name}>` }))

export function createThinkTag(): ThinkTag {
  let state: 'start' | 'thinking' | 'after' | 'answering' = 'start'
  let held = ''
  let closing = ''

  const start = (text: string, say: Say) => {
    held += text
    const begun = held.trimStart()
    if (tags.some(({ opening }) => opening.startsWith(begun))) return
    const rest = held
    held = ''
    const tag = tags.find(({ opening }) => begun.startsWith(opening))
    if (!tag) {
      state = 'answering'
      say('text', rest)
      return
    }
    state = 'thinking'
    closing = tag.closing
    think(begun.slice(tag.opening.length), say)
  }
  const think = (text: string, say: Say) => {
    const all = held + text
    const end = all.indexOf(closing)
    if (end < 0) {
      const kept = beginningOf(closing, all)
      held = all.slice(all.length - kept)
      say('reasoning', all.slice(0, all.length - kept))
      return
    }
    held = ''
    state = 'after'
    say('reasoning', all.slice(0, end))
    after(all.slice(end + closing.length), say)
  }
  // The line breaks behind the tag belong to it.
  const after = (text: string, say: Say) => {
    const rest = text.replace(/^\s+/, '')
    if (rest === '') return
    state = 'answering'
    say('text', rest)
  }
  return {
    take(text, say) {
      if (state === 'answering') say('text', text)
      else if (state === 'start') start(text, say)
      else if (state === 'thinking') think(text, say)
      else after(text, say)
    },
    finish(say) {
      if (held !== '') say(state === 'thinking' ? 'reasoning' : 'text', held)
      held = ''
    },
  }
}

/** How many characters at the end of `text` could begin `tag`. */
function beginningOf(tag: string, text: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(tag.slice(0, length))) return length
  }
  return 0
}
