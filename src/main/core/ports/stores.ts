import type { MessageId, RunId, SessionId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { Run } from '../../../contract/run.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import type { Session } from '../../../contract/session.ts'
import type { ToolCallRecord } from '../../../contract/tool.ts'

/** A page of sessions. `cursor` is opaque; it stays valid while sessions come and go. */
export interface SessionQuery {
  readonly deleted: boolean
  readonly cursor?: string
  readonly limit: number
}

export interface SessionPage {
  readonly sessions: readonly Session[]
  readonly nextCursor?: string
}

/** Sessions. Every promise that resolves after a write means that the write is on disk. */
export interface SessionStore {
  /** Stores a new session; false, and nothing written, when the id is taken. */
  create(session: Session): Promise<boolean>
  /** The session, in the trash or not. */
  get(id: SessionId): Promise<Session | undefined>
  /** By `updatedAt`, newest first; ties by id. */
  list(query: SessionQuery): Promise<SessionPage>
  /** Replaces the named fields and gives the session; undefined when there is none. */
  update(id: SessionId, change: SessionChange): Promise<Session | undefined>
}

/** `deletedAt: null` restores. `updatedAt` changes only when it is named. */
export interface SessionChange {
  readonly title?: string
  readonly titledByUser?: boolean
  readonly leafId?: MessageId
  readonly updatedAt?: number
  readonly deletedAt?: number | null
}

/** Messages are written by `RunEventLog.commit` alone; here they are read. */
export interface MessageStore {
  get(id: MessageId): Promise<Message | undefined>
  /** From the root to `leafId`, which is included. Empty when there is no such message. */
  path(leafId: MessageId): Promise<readonly Message[]>
}

/** Runs and tool calls, written by `RunEventLog.commit` alone. */
export interface RunStore {
  get(id: RunId): Promise<Run | undefined>
  /** Runs that have not ended, in any session; at start these are the ones that a stop of the process cut. */
  listOpen(): Promise<readonly Run[]>
  /** All runs of a session, oldest first. */
  listBySession(sessionId: SessionId): Promise<readonly Run[]>
  /** All tool calls of a session, in the order in which they were asked for. */
  listCalls(sessionId: SessionId): Promise<readonly ToolCallRecord[]>
}

/** What one step of a run changes, all or nothing. */
export interface RunCommit {
  readonly run: Run
  /** Stored before the rest, so that a session begins with its first message or not at all. */
  readonly newSession?: Session
  /** In order of `seq`, following what was committed before. Empty to flush what is stored. */
  readonly events: readonly RunEvent[]
  /** Stored or replaced by id. */
  readonly messages: readonly Message[]
  /** Stored or replaced by message and call id; a call id alone is unique within one round only. */
  readonly calls: readonly ToolCallRecord[]
  /** The session's new tip and time of change. */
  readonly session?: { readonly leafId: MessageId; readonly updatedAt: number }
  /** True: resolves only when the commit would survive a power cut. False: it would survive a crash of Parley. */
  readonly durable: boolean
}

/** The journal of runs, from which an interrupted answer is put together again. */
export interface RunEventLog {
  /** Applies the commit in one transaction. Rejects with ParleyError, in which case nothing of it was written. */
  commit(commit: RunCommit): Promise<void>
  /** The events of a run with a higher `seq`, in order. */
  read(runId: RunId, afterSeq: number): Promise<readonly RunEvent[]>
}

/** One storage engine, opened. */
export interface Store {
  readonly sessions: SessionStore
  readonly messages: MessageStore
  readonly runs: RunStore
  readonly log: RunEventLog
  /** Finishes what was begun and lets go of the files. Later calls reject. May be called twice. */
  close(): Promise<void>
}
