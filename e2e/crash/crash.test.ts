import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repositoryFile } from '../harness/paths.ts'
import { createLane, type Lane } from './crash-lane.ts'
import { runCrashes } from './crash-run.ts'
import { inspect } from './inspect.ts'
import { createRandom } from './random.ts'

// Twice what the crash test allows: here the other tests run at the same time, on the same disk.
const mostLostMs = { received: 500, sent: 1000 }
const isBuilt = existsSync(repositoryFile('out/main/headless.js'))

describe.skipIf(!isBuilt)('the built app, killed at random moments', () => {
  it('DU-01 DU-03 keeps every promise over 50 kills', async () => {
    const { broken, kills, turns } = await runCrashes({
      kills: 50,
      seed: 50,
      lanes: 2,
      mostLostMs,
      say: () => undefined,
    })
    expect(broken).toBeUndefined()
    expect(kills).toBe(50)
    // On a busy machine more of the kills meet a start.
    expect(turns).toBeGreaterThan(10)
  }, 120_000)
})

const sql = (text: string) => (db: Database.Database) => {
  db.pragma('foreign_keys = OFF')
  db.exec(text)
}

describe.skipIf(!isBuilt)('the inspection', () => {
  let lane: Lane
  beforeAll(async () => {
    lane = createLane(createRandom(7), mostLostMs)
    do {
      await lane.kill(() => turnsBefore(lane.state().ledger.life + 1).length > 1)
      await lane.kill()
    } while (finishedTurns().length < 2)
  }, 60_000)
  afterAll(() => lane.close(false))

  // Of an earlier life, since the last kill may have come into the middle of an answer.
  const finishedTurns = () => turnsBefore(lane.state().ledger.life)
  const turnsBefore = (life: number) => {
    const { turns, fates } = lane.state().ledger
    return turns.filter(
      (turn) => turn.runId && turn.life < life && turn.results.size > 0 && !fates.get(turn.sessionId)?.purge,
    )
  }
  const problems = (spoil?: (db: Database.Database) => void) => {
    const { path, ledger } = lane.state()
    return inspect(path, ledger, spoil).problems.join('\n')
  }
  const lastTurn = `(select max(position) from messages where role = 'user')`

  it('finds nothing in what a kill has left', () => {
    expect(problems()).toBe('')
  })

  it.each([
    ['a lost message', `delete from messages where position = ${lastTurn}`, 'foreign_key_check'],
    [
      'a turn that another tip hides',
      `update sessions set leaf_id = (select id from messages m where m.session_key = key and parent_id is null)
        where key in (select session_key from messages group by 1 having sum(role = 'user') > 1 )
          or leaf_id in (select id from messages where role = 'user');
       update messages set parts = '[]' where position = ${lastTurn}`,
      'an acknowledged turn is not in its session',
    ],
    ['a lost event', 'delete from run_events where seq = 3', 'the events of a run have a gap'],
    [
      'lost text',
      `update run_events set event = json_set(event, '$.text', '') where event ->> 'type' = 'text-delta'`,
      'text that had been kept has changed',
    ],
    ['a lost run', 'delete from run_events; delete from runs', 'foreign_key_check'],
    ['lost old messages', `delete from messages where id = 'old-m39'`, 'old messages are left'],
    [
      'a call that ran twice',
      `insert into run_events (run_id, seq, event) select run_id, 100000, json_set(event, '$.seq', 100000)
        from run_events where event ->> 'type' = 'tool-call-started' limit 1`,
      'a call was started or answered more often',
    ],
    [
      'another result than the model was told',
      `update tool_calls set record = json_set(record, '$.result', 'another') where status = 'completed'`,
      'is stored with another result',
    ],
  ])('tells of %s', (_what, damage, problem) => {
    expect(problems(sql(damage))).toContain(problem)
  })

  it('tells of pages that are damaged', () => {
    const { path, ledger } = lane.state()
    inspect(path, ledger)
    const damaged = `${path}.damaged`
    const db = new Database(`${path}.inspected`)
    const page = db.prepare(`select rootpage from sqlite_schema where name = 'messages'`).pluck().get()
    db.close()
    const bytes = readFileSync(`${path}.inspected`)
    writeFileSync(damaged, bytes.fill(0xaa, (Number(page) - 1) * 4096, Number(page) * 4096))
    expect(inspect(damaged, ledger).problems.join()).toMatch(/integrity_check|cannot be read/)
  })

  it('tells of a run that stays open, a request that nobody made and text that was not kept', () => {
    const { ledger } = lane.state()
    const turn = finishedTurns()[0]
    if (!turn) throw new Error('there is no turn')
    turn.askedIn.add(ledger.life + 1)
    const reopened = sql(`update runs set ended = 0, status = 'in_progress' where id = '${turn.runId}'`)
    ledger.readyLife = ledger.life + 1
    expect(problems(reopened)).toMatch(/asked again after a restart[^]*its run is still open/)
    // All of one age: a life may be so short that what the kill before it cut off would be younger than what is missing.
    const at = ledger.killedAt - 1001
    const rounds = turn.rounds.map(({ pieces }) => ({ pieces: pieces.map(({ text }) => ({ text, at })) }))
    rounds.at(-1)?.pieces.push({ text: 'never stored', at })
    const now = { ...turn, rounds, life: ledger.life, kept: undefined }
    ledger.turns.splice(ledger.turns.indexOf(turn), 1, now as never)
    expect(problems()).toMatch(/text is missing that was received \d+ ms and sent \d+ ms before the kill/)
  })
})
