import type { ContextMarks } from '../../../contract/context-mark.ts'
import type { MessageId, RunId, SessionId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import type { SessionCost, UsagePage, UsageQuery } from '../../../contract/money.ts'
import type { Run } from '../../../contract/run.ts'
import type { RunEvent } from '../../../contract/run-event.ts'
import type { SearchPage, SearchQuery } from '../../../contract/search.ts'
import type { Session, Shelf } from '../../../contract/session.ts'
import type { SessionBundle } from '../../../contract/session-bundle.ts'
import type { Capabilities } from '../../../contract/storage.ts'
import type { AttachmentStore } from './attachment-store.ts'
import type { ToolCallRecord } from '../../../contract/tool.ts'

/** A page of one shelf. `cursor` is opaque; it stays valid while sessions come and go. */
export interface SessionQuery {
  readonly shelf: Shelf
  readonly folder?: string
  readonly cursor?: string
  readonly limit: number
}

export interface SessionPage {
  readonly sessions: readonly Session[]
  readonly nextCursor?: string
}

/**
 * Sessions. Every promise that resolves after a write means that the write is on disk. An id names the session that
 * is not in the trash, else the one that was put there last. A session whose `expiresAt` is past counts as gone, but
 * for the trash, which has no time.
 */
export interface SessionStore {
  /** Stores a new session; false, and nothing written, when a session outside the trash has the id. */
  create(session: Session): Promise<boolean>
  /** The session, in the trash or not. */
  get(id: SessionId): Promise<Session | undefined>
  /** By `updatedAt`, newest first; ties by id. */
  list(query: SessionQuery): Promise<SessionPage>
  /** Replaces the named fields and gives the session; undefined when there is none. */
  update(id: SessionId, change: SessionChange): Promise<Session | undefined>
  /**
   * Writes the marks of a session whose marks were changed at `since`, undefined for one without. False, and nothing is
   * written, where somebody else has changed them meanwhile, or where there is no such session.
   */
  replaceMarks(id: SessionId, since: number | undefined, marks: ContextMarks): Promise<boolean>
  /** Removes a session that lies in the trash, with all that belongs to it, for good; false when there is none. */
  purge(id: SessionId): Promise<boolean>
  /**
   * Moves every session whose time is over to the trash, where the engine can keep it, and purges what was put into
   * the trash before `purgeBefore`. Gives the ids of both. Several processes may call it at once.
   */
  expire(purgeBefore: number | undefined): Promise<readonly SessionId[]>
}

/** `null` takes a field away: `deletedAt: null` restores. `updatedAt` changes only when it is named. */
export interface SessionChange {
  readonly title?: string
  readonly titledByUser?: boolean
  readonly leafId?: MessageId
  readonly updatedAt?: number
  readonly pinnedAt?: number | null
  readonly archivedAt?: number | null
  readonly deletedAt?: number | null
  readonly ttlMs?: number | null
  readonly expiresAt?: number | null
  readonly folder?: string | null
  readonly tags?: readonly string[] | null
  readonly metadata?: Readonly<Record<string, string>> | null
  readonly marks?: ContextMarks | null
}

/** Messages are written by `RunEventLog.commit` alone; here they are read. */
export interface MessageStore {
  get(id: MessageId): Promise<Message | undefined>
  /**
   * From the root to `leafId`, which is included; with a `limit`, at least 1, only that many messages before the end.
   * Empty when there is no such message. What a limit leaves out must cost nothing: a chat may be long.
   */
  path(leafId: MessageId, limit?: number): Promise<readonly Message[]>
  /** The ids of the whole path, from the root to `leafId`. The messages themselves are not read where they need not be. */
  pathIds(leafId: MessageId): Promise<readonly MessageId[]>
  /**
   * The end of the newest branch that holds a message: from it, always the child that was stored last. Undefined when
   * there is no such message.
   */
  newestLeaf(id: MessageId): Promise<MessageId | undefined>
  /**
   * Where these messages of one session are not the only ones with their parent: the ids of all that have it, in the order in
   * which they were stored, once for each parent. Summaries do not count.
   */
  branches(messages: readonly Message[]): Promise<readonly (readonly MessageId[])[]>
}

/** What belongs to some messages: runs in the order in which they were made, calls as they were asked for. */
export interface RunsOfMessages {
  readonly runs: readonly Run[]
  readonly calls: readonly ToolCallRecord[]
}

/** Runs and tool calls, written by `RunEventLog.commit` alone. */
export interface RunStore {
  get(id: RunId): Promise<Run | undefined>
  /**
   * Runs that have not ended, in any session, and that no other living process works on. They belong to the caller
   * from then on, who ends them: no other process is given them while it lives.
   */
  claimOpen(): Promise<readonly Run[]>
  /** All runs of a session, oldest first. */
  listBySession(sessionId: SessionId): Promise<readonly Run[]>
  /** All tool calls of a session, in the order in which they were asked for. */
  listCalls(sessionId: SessionId): Promise<readonly ToolCallRecord[]>
  /**
   * The runs that answer these messages of one session or wrote them, and the calls that these messages ask for. How
   * much else there is in the session must cost nothing.
   */
  ofMessages(messages: readonly Message[]): Promise<RunsOfMessages>
  /** What all runs of a session cost together; of none where there is no such session. */
  costOf(sessionId: SessionId): Promise<SessionCost>
  /**
   * The sessions outside the trash whose runs used most: by cost, then by tokens in and out, then by id. Only what the
   * answer holds may leave the engine; one that must read more may stop, and says so.
   */
  usageBySession(query: UsageQuery): Promise<UsagePage>
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
  /** The session's new tip and time of change, and when its time is over now, if it has one. */
  readonly session?: {
    readonly leafId: MessageId
    readonly updatedAt: number
    readonly expiresAt?: number
  }
  /**
   * True: resolves only when the commit would survive a power cut. False: it would survive a crash of Parley, but for
   * pieces of an answer alone, which may resolve on their way: see `OnRefused`.
   */
  readonly durable: boolean
}

/** Called when what had resolved on its way could not be stored; the run's next commit rejects with the same. */
export type OnRefused = (error: Error) => void

/** The journal of runs, from which an interrupted answer is put together again. */
export interface RunEventLog {
  /**
   * Applies the commit in one transaction. Rejects with ParleyError; nothing of it was then written, unless the code
   * is `storage-unreachable`: the answer was lost and it may have been. So a commit may be repeated as it was: when
   * its events, and at least one, are stored already, it changes nothing and resolves.
   */
  commit(commit: RunCommit, onRefused?: OnRefused): Promise<void>
  /** The events of a run with a higher `seq`, in order. */
  read(runId: RunId, afterSeq: number): Promise<readonly RunEvent[]>
}

/** Whole sessions, for archives, for moves from one engine to another and for forks. */
export interface SessionTransfer {
  /** The session with everything that belongs to it, as of one moment; undefined when there is none. */
  read(id: SessionId): Promise<SessionBundle | undefined>
  /** How many sessions there are, those in the trash included. */
  count(): Promise<number>
  /**
   * Every session, those in the trash included, by creation, then id, then the time in the trash, each as of one
   * moment. What is made or removed meanwhile may be missing.
   */
  readAll(): AsyncIterable<SessionBundle>
  /**
   * Stores all of it or nothing. False, and nothing written, when the id is taken by a session outside the trash;
   * a bundle that lies in the trash itself is written beside whatever has its id.
   */
  write(bundle: SessionBundle): Promise<boolean>
}

/** Finds what was said: the text of user messages and answers outside the trash, never what tools returned. */
export interface SearchIndex {
  /** Ignores case. Throws `input-invalid` for a cursor that it did not make. */
  search(query: SearchQuery): Promise<SearchPage>
}

/** One storage engine, opened. A lost connection rejects with `storage-unreachable` until it is back. */
export interface Store {
  readonly capabilities: Capabilities
  readonly sessions: SessionStore
  readonly messages: MessageStore
  readonly runs: RunStore
  readonly log: RunEventLog
  readonly transfer: SessionTransfer
  readonly search: SearchIndex
  readonly attachments: AttachmentStore
  /**
   * Copies everything into a new file, as of one moment at its end, while others go on reading and writing. Absent where
   * Parley makes no backups of the engine.
   */
  copyInto?(path: string): Promise<void>
  /** Finishes what was begun and lets go of files and connections. Later calls reject. May be called twice. */
  close(): Promise<void>
}
