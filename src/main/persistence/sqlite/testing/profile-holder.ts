import { silentLog } from '../../../core/testing/fake-log.ts'
import { openSqliteStore } from '../open.ts'

// A program that opens the store at its argument, says how that went in one line, and keeps it until it is ended.
const [, program = '', path] = process.argv
if (program.endsWith('profile-holder.ts') && path) {
  await openSqliteStore({ path, log: silentLog }).then(
    () => process.stdout.write('open\n'),
    (error: unknown) => process.stdout.write(`${String(error)}\n`),
  )
  process.stdin.resume()
}
