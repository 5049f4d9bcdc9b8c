import { joinBranches } from '../../contract/branches.ts'
import type { Message } from '../../contract/message.ts'
import type { Transcript } from '../../contract/transcript.ts'

/** Puts the page before in front of what is there; gives what is there when they do not fit. */
export function withPageBefore(page: Transcript, shown: Transcript): Transcript {
  const end = page.messages.at(-1)
  return end && end.id === shown.messages[0]?.parentId ? joined(page, page.messages, shown) : shown
}

/**
 * The newest page, and before it what is there already. Without a message that both have, something may be missing between
 * them, or have changed: then the page alone.
 */
export function withNewestPage(shown: Transcript, page: Transcript): Transcript {
  const first = page.messages[0]
  const place = first ? shown.messages.findLastIndex(({ id }) => id === first.id) : -1
  return place > 0 ? joined(shown, shown.messages.slice(0, place), page) : page
}

/** The end of a transcript: so many messages, and those before them up to the question that they answer. */
export function endOf(transcript: Transcript, count: number): Transcript {
  const { messages } = transcript
  const last = messages.length - count
  const start = last > 0 ? messages.findLastIndex(({ role }, index) => index <= last && role === 'user') : 0
  return start > 0 ? { ...transcript, ...partsOf(transcript, messages.slice(start)) } : transcript
}

function joined(older: Transcript, kept: readonly Message[], newer: Transcript): Transcript {
  const before = partsOf(older, kept)
  const newerRuns = new Set(newer.runs.map(({ id }) => id))
  const newerMessages = new Set(newer.messages.map(({ id }) => id))
  return {
    ...newer,
    messages: [...kept, ...newer.messages],
    runs: [...before.runs.filter(({ id }) => !newerRuns.has(id)), ...newer.runs],
    calls: [...before.calls.filter(({ messageId }) => !newerMessages.has(messageId)), ...newer.calls],
    ...joinedSummaries(older, newer),
    ...joinedBranches(older, newer),
  }
}

// The undone form of a summary comes with the newer page.
function joinedSummaries(older: Transcript, newer: Transcript): Pick<Transcript, 'summaries'> {
  const later = newer.summaries ?? []
  const known = new Set(later.map(({ id }) => id))
  const summaries = [...(older.summaries?.filter(({ id }) => !known.has(id)) ?? []), ...later]
  return summaries.length > 0 ? { summaries } : {}
}

function joinedBranches(older: Transcript, newer: Transcript): Pick<Transcript, 'branches'> {
  const branches = joinBranches(older.branches, newer.branches)
  return branches.length > 0 ? { branches } : {}
}

/** Some messages of a transcript with what belongs to them. */
function partsOf({ runs, calls }: Transcript, messages: readonly Message[]) {
  const ids = new Set(messages.map(({ id }) => id))
  const wrote = new Set(messages.map(({ runId }) => runId))
  return {
    messages,
    runs: runs.filter(({ id, userMessageId }) => ids.has(userMessageId) || wrote.has(id)),
    calls: calls.filter(({ messageId }) => ids.has(messageId)),
  }
}
