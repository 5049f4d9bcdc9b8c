import type { ContentHash } from '../../../contract/attachment.ts'
import type { ContextMarks } from '../../../contract/context-mark.ts'
import type { Failure } from '../../../contract/failure.ts'
import type { MessageId, RunId, SessionId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { SessionCost, UsagePage, UsageQuery } from '../../../contract/money.ts'
import type { Run } from '../../../contract/run.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import type { SearchPage, SearchQuery } from '../../../contract/search.ts'
import type { Session } from '../../../contract/session.ts'
import type { SessionBundle } from '../../../contract/session-bundle.ts'
import type { Upgrade } from '../../../contract/storage.ts'
import type { ToolCallRecord } from '../../../contract/tool.ts'
import type {
  RunCommit,
  RunsOfMessages,
  SessionChange,
  SessionPage,
  SessionQuery,
} from '../../core/ports/stores.ts'
import type { PageText } from './page-text.ts'
import type { SessionKey } from './session-table.ts'

interface Shape<Input, Output> {
  readonly input: Input
  readonly output: Output
}

/** Some rows of a session: in their order, behind that position, so many at most. */
export interface Stretch {
  readonly key: SessionKey
  readonly after: number
  readonly limit: number
}

/** Some messages of a session, and the runs that wrote them. */
export interface OfMessages {
  readonly sessionId: SessionId
  readonly messageIds: readonly MessageId[]
  readonly runIds: readonly RunId[]
}

export interface Listed<Row> {
  readonly rows: readonly Row[]
  /** The position of the last one; absent when no other follows. */
  readonly last?: number
}

/** Events of a run, as JSON, that belong behind the one of that number. */
export interface Piece {
  readonly runId: RunId
  readonly after: number
  readonly events: string
}

/** Everything that the main thread asks of the worker: one table from which both ends take their types. */
export interface OperationShapes {
  createSession: Shape<Session, boolean>
  getSession: Shape<SessionId, Session | undefined>
  /** The page as `readSessionPage` takes it. */
  listSessionsText: Shape<SessionQuery, PageText>
  listSessions: Shape<SessionQuery, SessionPage>
  updateSession: Shape<{ readonly id: SessionId; readonly change: SessionChange }, Session | undefined>
  /** False when there is no such session, or its marks were changed at another time than `since`. */
  replaceMarks: Shape<
    { readonly id: SessionId; readonly since: number | undefined; readonly marks: ContextMarks },
    boolean
  >
  purgeSession: Shape<SessionId, boolean>
  /** Moves what is over to the trash. */
  endSessions: Shape<undefined, readonly SessionId[]>
  /** Purges one session that was put into the trash before that time, so that other work can go on before the next one. */
  purgeNext: Shape<number, SessionId | undefined>
  getMessage: Shape<MessageId, Message | undefined>
  /** What was stored last in the session up to a message, as `readMessagePage` takes it. */
  readNewestText: Shape<{ readonly leafId: MessageId; readonly limit: number }, PageText>
  readPath: Shape<{ readonly leafId: MessageId; readonly limit?: number | undefined }, readonly Message[]>
  /** As one text: thousands of ids. */
  readPathIds: Shape<MessageId, string>
  newestLeaf: Shape<MessageId, MessageId | undefined>
  readBranches: Shape<readonly MessageId[], readonly (readonly MessageId[])[]>
  getRun: Shape<RunId, Run | undefined>
  claimOpenRuns: Shape<undefined, readonly Run[]>
  keyOfSession: Shape<SessionId, SessionKey | undefined>
  listRuns: Shape<Stretch, Listed<Run>>
  listCalls: Shape<Stretch, Listed<ToolCallRecord>>
  readOfMessages: Shape<OfMessages, RunsOfMessages>
  costOf: Shape<SessionId, SessionCost>
  usageBySession: Shape<UsageQuery, UsagePage>
  commit: Shape<RunCommit, void>
  append: Shape<Piece, void>
  readEvents: Shape<{ readonly runId: RunId; readonly afterSeq: number }, readonly RunEvent[]>
  readBundle: Shape<SessionId, SessionBundle | undefined>
  listKeys: Shape<undefined, readonly SessionKey[]>
  readBundleOf: Shape<SessionKey, SessionBundle | undefined>
  writeBundle: Shape<SessionBundle, boolean>
  /** Those of them to which a message refers. */
  usedAttachments: Shape<readonly ContentHash[], readonly ContentHash[]>
  search: Shape<SearchQuery, SearchPage>
}

export type OperationName = keyof OperationShapes
export type InputOf<Name extends OperationName> = OperationShapes[Name]['input']
export type OutputOf<Name extends OperationName> = OperationShapes[Name]['output']

/** The synchronous other side of the table. Each throws ParleyError or what SQLite threw. */
export type Operations = { readonly [Name in OperationName]: (input: InputOf<Name>) => OutputOf<Name> }

/** One call, in the order of the calls; answered exactly once, but for `append`, of which only a failure is told. */
export type OperationRequest<Name extends OperationName = OperationName> = {
  readonly [Each in Name]: { readonly id: number; readonly name: Each; readonly input: InputOf<Each> }
}[Name]
export type WorkerRequest =
  | OperationRequest
  | { readonly id: number; readonly name: 'close' }
  /** Copies the whole database into a new file; answered when that is done, others being answered meanwhile. */
  | { readonly id: number; readonly name: 'copy'; readonly input: string }

/** `result` has the type that the table gives to the request of that id. */
export type CallAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: Failure }
export type WorkerAnswer =
  | CallAnswer
  /** What was to be added to the journal of that run is not there. */
  | { readonly refused: RunId; readonly failure: Failure }

/** The id under which the worker tells, unasked, whether it could open the database. */
export const openingId = 0

/** How the opening went, for the log. */
export interface Opened {
  readonly version: number
  /** The version before the migration; the same as `version` when none was needed. */
  readonly foundVersion: number
  /** What a migration did to a database that was there. */
  readonly upgrade: Upgrade | undefined
}
