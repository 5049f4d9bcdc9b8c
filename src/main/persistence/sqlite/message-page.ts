import {
  isId,
  isTimestamp,
  type MessageId,
  type ProviderId,
  type RunId,
  type SessionId,
} from '../../../contract/id.ts'
import {
  finishReasonSchema,
  type FinishReason,
  type Message,
  type Part,
  type Role,
} from '../../../contract/message.ts'
import { usageSchema, type Usage } from '../../../contract/usage.ts'
import { wireNoteSchema, type WireNote } from '../../../contract/wire-note.ts'
import { rowsOf, type PageText } from './page-text.ts'
import { areParts, isRole } from './quick-check.ts'

/** The columns of `MessageCells`, in order. */
export const messageColumns = {
  plain: `
    messages.id, sessions.id, messages.parent_id, messages.role, messages.run_id, messages.finish_reason, messages.model,
    messages.provider, messages.created_at`,
  json: ['messages.parts', 'messages.usage', 'messages.wire'],
} as const

type MessageCells = readonly [
  id: MessageId,
  sessionId: SessionId,
  parentId: MessageId | null,
  role: Role,
  runId: RunId | null,
  finishReason: FinishReason | null,
  model: string | null,
  provider: ProviderId | null,
  createdAt: number,
  parts: readonly Part[],
  usage: Usage | null,
  wire: WireNote | null,
]

/**
 * Reads what was stored last, newest first, as the path of at most `limit` messages. Undefined when it is no path, because
 * somebody has branched, or when a row is not what the contract says; a query for the path itself tells.
 */
export function readMessagePage(page: PageText, limit: number): readonly Message[] | undefined {
  const rows = rowsOf(page, messageColumns.json.length)
  if (!rows?.every(isMessage)) return undefined
  const path = rows.map(messageOf).toReversed()
  return isPath(path, limit) ? path : undefined
}

/** True when each message answers the one before, and nothing is missing before the first. */
function isPath(messages: readonly Message[], limit: number): boolean {
  const first = messages[0]
  if (first && first.parentId !== null && messages.length < limit) return false
  return messages.every(({ parentId }, index) => index === 0 || parentId === messages[index - 1]?.id)
}

function messageOf(cells: MessageCells): Message {
  const [id, sessionId, parentId, role, runId, finishReason, model, provider, createdAt, parts, usage, wire] =
    cells
  return {
    id,
    sessionId,
    parentId,
    role,
    parts,
    createdAt,
    ...(runId !== null && { runId }),
    ...(finishReason !== null && { finishReason }),
    ...(usage !== null && { usage }),
    ...(wire !== null && { wire }),
    ...(model !== null && { model }),
    ...(provider !== null && { provider }),
  }
}

const finishReasons: ReadonlySet<unknown> = new Set(finishReasonSchema.options)

// The contract's own check of a whole message makes a copy of it and takes longer than all the rest of the reading.
function isMessage(cells: readonly unknown[]): cells is MessageCells {
  const [id, sessionId, parentId, role, runId, finishReason, model, provider, createdAt, parts, usage, wire] =
    cells
  return (
    isId(id) &&
    isId(sessionId) &&
    (parentId === null || isId(parentId)) &&
    isRole(role) &&
    areParts(parts) &&
    (runId === null || isId(runId)) &&
    (finishReason === null || finishReasons.has(finishReason)) &&
    (usage === null || usageSchema.safeParse(usage).success) &&
    (wire === null || wireNoteSchema.safeParse(wire).success) &&
    (model === null || typeof model === 'string') &&
    (provider === null || isId(provider)) &&
    isTimestamp(createdAt)
  )
}
