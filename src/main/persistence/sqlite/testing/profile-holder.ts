import { silentLog } from '../../../core/testing/fake-log.ts'
import { openSqliteStore } from '../open.ts'

// A program that opens the store at its argument, says how that went in one line, and keeps it until it is ended.
const [, program = '', path] = process.argv
if (program.endsWith('profile-holder.ts') && path) {
  const verdict = await openSqliteStore({ path, log: silentLog }).then(() => 'open', String)
  process.stdout.write(`${verdict}\n`)
}
