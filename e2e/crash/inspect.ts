import { copyFileSync, existsSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { legalStateProblems } from '../../src/main/persistence/sqlite/testing/legal-state.ts'
import type { Ledger, LostMs, Piece, Turn } from './ledger.ts'
import { oldMessageCount } from './old-profile.ts'

export interface Inspection {
  /** What is not as it was promised, in sentences; empty when all is well. */
  readonly problems: readonly string[]
  /** The age of the oldest text that is missing, in milliseconds. */
  readonly lostMs: LostMs
}

/**
 * Compares a database, as a kill has left it, with what the app had promised. Works on a copy, so that the next start
 * of the app finds what the kill left. `spoil` may change the copy first.
 */
export function inspect(
  path: string,
  ledger: Ledger,
  spoil: (db: Database.Database) => void = () => undefined,
): Inspection {
  const copy = `${path}.inspected`
  for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true })
  for (const end of ['', '-wal']) if (existsSync(path + end)) copyFileSync(path + end, copy + end)
  const db = new Database(copy)
  try {
    spoil(db)
    return inspectCopy(db, ledger)
  } finally {
    db.close()
  }
}

function inspectCopy(db: Database.Database, ledger: Ledger): Inspection {
  const damage = [...damageOf(db)]
  const old = db.prepare<[], number>(`select count(*) from messages where id like 'old-m%'`).pluck().get()
  if (old !== oldMessageCount) damage.push(`${old} of ${oldMessageCount} old messages are left`)
  const isMigrated = Number(db.pragma('user_version', { simple: true })) > 1
  if (damage.length > 0 || !isMigrated)
    return { problems: [...damage, ...ledger.complaints], lostMs: nothingLost }
  const turns = ledger.turns.filter(({ sessionId }) => ledger.fates.get(sessionId)?.purge === undefined)
  const losses = turns.map((turn) => lossOf(db, turn, ledger))
  return {
    problems: [
      ...ledger.complaints,
      ...legalStateProblems(db),
      ...turns.flatMap((turn) => problemsOf(db, turn, ledger)),
      ...openRunProblems(db, ledger),
      ...fateProblems(db, ledger),
      ...losses.flatMap(({ problem }) => problem),
    ],
    lostMs: losses.map(({ ms }) => ms).reduce(worse, nothingLost),
  }
}

function damageOf(db: Database.Database): readonly string[] {
  try {
    const verdict = String(db.pragma('integrity_check(1)', { simple: true }))
    const strangers = db.pragma('foreign_key_check') as readonly unknown[]
    return [
      ...(verdict === 'ok' ? [] : [`integrity_check: ${verdict}`]),
      ...(strangers.length === 0 ? [] : [`foreign_key_check: ${JSON.stringify(strangers)}`]),
    ]
  } catch (error) {
    return [`the database cannot be read: ${String(error)}`]
  }
}

const nothingLost: LostMs = { received: 0, sent: 0 }

const pathSql = `
  with recursive path (id, parent_id) as (
    select m.id, m.parent_id from messages m join sessions s on s.leaf_id = m.id
      where s.id = ? and s.deleted_at is null
    union all select m.id, m.parent_id from messages m join path on m.id = path.parent_id)
  select 1 from path join messages using (id) where role = 'user' and parts ->> '$[0].text' = ?`

function problemsOf(db: Database.Database, turn: Turn, ledger: Ledger): readonly string[] {
  const { marker, runId, sessionId, text } = turn
  const problems: string[] = []
  if ([...turn.askedIn].some((life) => life !== turn.life)) {
    problems.push('the provider was asked again after a restart')
  }
  if (runId === undefined) return problems.map((problem) => `${marker}: ${problem}`)
  if (!db.prepare(pathSql).get(sessionId, text)) problems.push('an acknowledged turn is not in its session')
  const run = db
    .prepare<[string], { status: string; incomplete_reason: string | null }>(
      'select status, incomplete_reason from runs where id = ?',
    )
    .get(runId)
  if (!run) problems.push('the run of an acknowledged turn is missing')
  const isWell = run?.status === 'completed' || run?.incomplete_reason === 'interrupted'
  if (turn.life < ledger.readyLife && !isWell) problems.push(`the run was left ${run?.status}`)
  for (const [callId, told] of turn.results) {
    const stored = db
      .prepare<[string], string>(`select record ->> 'result' from tool_calls where call_id = ?`)
      .pluck()
      .get(callId)
    if (typeof stored === 'string' && stored !== told)
      problems.push(`${callId} is stored with another result`)
  }
  return problems.map((problem) => `${marker}: ${problem}`)
}

function openRunProblems(db: Database.Database, { turns, readyLife }: Ledger): readonly string[] {
  const sql = `select parts ->> '$[0].text' from runs join messages m on m.id = user_message_id where ended = 0`
  const open = db.prepare<[], string>(sql).pluck().all()
  return turns
    .filter(({ text, life }) => life < readyLife && open.includes(text))
    .map(({ marker }) => `${marker}: its run is still open after a restart`)
}

function fateProblems(db: Database.Database, { turns, fates }: Ledger): readonly string[] {
  const title = db.prepare<[string], string>('select title from sessions where id = ? and deleted_at is null')
  const trace = db.prepare('select 1 from messages where instr(parts, ?)')
  return [...fates.values()].flatMap((fate) => {
    if (fate.purge) {
      const left = turns.filter(({ sessionId, text }) => sessionId === fate.id && trace.get(text))
      return fate.purge.acknowledged && left.length > 0 ? [`${fate.id}: purged, and its text is there`] : []
    }
    if (!fate.title?.acknowledged || title.pluck().get(fate.id) === fate.title.wished) return []
    return [`${fate.id}: its acknowledged title is lost`]
  })
}

const textSql = `
  select coalesce(group_concat(event ->> 'text', '' order by seq), '') from run_events
  where run_id = ? and event ->> 'type' = 'text-delta'`
const messageSql = `
  select coalesce(group_concat(part.value ->> 'text', '' order by position, part.key), '')
  from messages, json_each(parts) part where run_id = ? and role = 'assistant' and part.value ->> 'type' = 'text'`

interface Loss {
  readonly problem: readonly string[]
  readonly ms: LostMs
}

/** The greater of each. */
export function worse(one: LostMs, other: LostMs): LostMs {
  return { received: Math.max(one.received, other.received), sent: Math.max(one.sent, other.sent) }
}

function lossOf(db: Database.Database, turn: Turn, { life, killedAt, readyLife, mostLostMs }: Ledger): Loss {
  const said = (problem: string, ms = nothingLost) => ({ problem: [`${turn.marker}: ${problem}`], ms })
  if (turn.runId === undefined) return { problem: [], ms: nothingLost }
  const stored = db.prepare<[string], string>(textSql).pluck().get(turn.runId) ?? ''
  const sent = turn.rounds.flatMap((round) => round.pieces)
  if (!textOf(sent).startsWith(stored)) return said('the text is not what was sent')
  if (turn.kept !== undefined && turn.kept !== stored) return said('text that had been kept has changed')
  if (turn.life < readyLife) {
    const shown = db.prepare<[string], string>(messageSql).pluck().get(turn.runId)
    if (shown !== stored) return said('the message has another text than its events')
  }
  if (turn.life !== life) return { problem: [], ms: nothingLost }
  turn.kept = stored
  const ms = {
    received: ageOfMissing(turn.received, stored, killedAt),
    sent: ageOfMissing(sent, stored, killedAt),
  }
  const tooOld = ms.received > mostLostMs.received || ms.sent > mostLostMs.sent
  const ages = `received ${ms.received.toFixed(0)} ms and sent ${ms.sent.toFixed(0)} ms before the kill`
  return tooOld ? said(`text is missing that was ${ages}`, ms) : { problem: [], ms }
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('')
}

function ageOfMissing(pieces: readonly Piece[], stored: string, killedAt: number): number {
  let length = 0
  const missing = pieces.find(({ text }) => (length += text.length) > stored.length)
  return missing ? killedAt - missing.at : 0
}
