import Database from 'better-sqlite3'
import { openDatabase } from '../database.ts'
import { statementsOf } from './statements.ts'

// A program that brings the database at its argument up to date and dies as if by the hand of the system after so many
// statements of the migrations.
const [, program = '', path = '', count = ''] = process.argv
if (program.endsWith('killed-migration.ts')) {
  // oxlint-disable-next-line typescript/unbound-method
  const exec = Database.prototype.exec
  let left = Number(count)
  Database.prototype.exec = function execOneByOne(this: Database.Database, sql: string) {
    for (const statement of statementsOf(sql)) {
      if (left === 0) process.kill(process.pid, 'SIGKILL')
      left -= 1
      exec.call(this, statement)
    }
    return this
  }
  openDatabase(path).db.close()
}
