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
  partSchema,
  roleSchema,
  type FinishReason,
  type Message,
  type Part,
  type Role,
} from '../../../contract/message.ts'
import { usageSchema, type Usage } from '../../../contract/usage.ts'

/** A message as one JSON array, in the order of `MessageCells`. SQLite refuses parts that are no JSON. */
export const messageRowSql = `json_array(
  messages.id, sessions.id, messages.parent_id, messages.role, json(messages.parts), messages.run_id,
  messages.finish_reason, json(messages.usage), messages.model, messages.provider, messages.created_at)`

type MessageCells = readonly [
  id: MessageId,
  sessionId: SessionId,
  parentId: MessageId | null,
  role: Role,
  parts: readonly Part[],
  runId: RunId | null,
  finishReason: FinishReason | null,
  usage: Usage | null,
  model: string | null,
  provider: ProviderId | null,
  createdAt: number,
]

/**
 * Reads what was stored last, newest first, as the path of at most `limit` messages. Undefined when it is no path, because
 * somebody has branched, or when a row is not what the contract says; a query for the path itself tells.
 */
export function readMessagePage(text: string | undefined, limit: number): readonly Message[] | undefined {
  if (text === undefined) return undefined
  const rows: unknown = JSON.parse(text)
  if (!Array.isArray(rows) || !rows.every(isMessage)) return undefined
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
  const [id, sessionId, parentId, role, parts, runId, finishReason, usage, model, provider, createdAt] = cells
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
    ...(model !== null && { model }),
    ...(provider !== null && { provider }),
  }
}

const roles: ReadonlySet<unknown> = new Set(roleSchema.options)
const finishReasons: ReadonlySet<unknown> = new Set(finishReasonSchema.options)

// The contract's own check of a whole message makes a copy of it and takes longer than all the rest of the reading.
function isMessage(cells: unknown): cells is MessageCells {
  if (!Array.isArray(cells) || cells.length !== 11) return false
  const [id, sessionId, parentId, role, parts, runId, finishReason, usage, model, provider, createdAt] = cells
  return (
    isId(id) &&
    isId(sessionId) &&
    (parentId === null || isId(parentId)) &&
    roles.has(role) &&
    Array.isArray(parts) &&
    parts.every(isPart) &&
    (runId === null || isId(runId)) &&
    (finishReason === null || finishReasons.has(finishReason)) &&
    (usage === null || usageSchema.safeParse(usage).success) &&
    (model === null || typeof model === 'string') &&
    (provider === null || isId(provider)) &&
    isTimestamp(createdAt)
  )
}

function isPart(part: unknown): part is Part {
  return isTextPart(part) || partSchema.safeParse(part).success
}

// What nearly all parts are.
function isTextPart(part: unknown): boolean {
  if (typeof part !== 'object' || part === null || !('type' in part) || !('text' in part)) return false
  return part.type === 'text' && typeof part.text === 'string'
}
