import type { Database } from 'better-sqlite3'

// Each gives one row for each thing that must never be, whatever failed and whenever.
const rules: Readonly<Record<string, string>> = {
  'the events of a run have a gap': `
    select run_id from run_events group by run_id
    having min(seq) <> 1 or max(seq) <> count(*) or sum(seq <> event ->> 'seq') > 0`,
  'something follows the end of a run, or it ended twice': `
    select run_id from run_events group by run_id
    having sum(event ->> 'type' = 'run-ended') > 1
      or max(iif(event ->> 'type' = 'run-ended', seq, 0)) not in (0, max(seq))`,
  'a run has ended and its journal has not, or the other way round': `
    select id from runs where ended <> exists (
      select 1 from run_events where run_id = runs.id and event ->> 'type' = 'run-ended')`,
  'a call was started or answered more often than it was asked for': `
    select run_id from run_events
    group by run_id, coalesce(event ->> 'callId', event ->> '$.call.id')
    having coalesce(event ->> 'callId', event ->> '$.call.id') is not null
      and sum(event ->> 'type' = 'tool-call-requested') < max(
        sum(event ->> 'type' = 'tool-call-started'),
        sum(event ->> 'type' in ('tool-call-completed', 'tool-call-failed')))`,
  'a call of an ended run has no outcome': `
    select call_id from tool_calls join runs on runs.id = run_id
    where ended = 1 and tool_calls.status in ('requested', 'running')`,
  'a call of an ended run has no result in the conversation': `
    select call.value ->> 'id' from messages answer join runs on runs.id = answer.run_id, json_each(answer.parts) call
    where ended = 1 and call.value ->> 'type' = 'tool-call' and not exists (
      select 1 from messages told, json_each(told.parts) result
      where told.parent_id = answer.id and result.value ->> 'type' = 'tool-result'
        and result.value ->> 'callId' = call.value ->> 'id')`,
  'a message came before the one it answers': `
    select child.id from messages child join messages parent on parent.id = child.parent_id
    where child.position <= parent.position or child.session_key <> parent.session_key`,
  'the tip of a session is not one of its messages': `
    select sessions.id from sessions join messages on messages.id = leaf_id where session_key <> key`,
  'a session has messages and no tip': `
    select id from sessions where leaf_id is null and exists (select 1 from messages where session_key = key)`,
}

/** What is wrong with the contents of a whole database of the newest schema, in sentences. */
export function legalStateProblems(db: Database): readonly string[] {
  return Object.entries(rules).flatMap(([rule, sql]) =>
    db
      .prepare<[], string>(sql)
      .pluck()
      .all()
      .map((id) => `${rule}: ${id}`),
  )
}
