import { silentLog } from '../../../core/testing/fake-log.ts'
import { commitOf, sessionOf } from '../../../core/testing/store-fixture.ts'
import { openRedisStore } from '../open.ts'

// A program that begins a run in session `s1` of the store at its arguments, says so, and goes on until it is ended.
const [, program = '', address, prefix] = process.argv
if (program.endsWith('holder.ts') && address && prefix) {
  const store = await openRedisStore({ address, prefix, log: silentLog })
  await store.sessions.create(sessionOf('s1'))
  await store.log.commit(commitOf())
  process.stdout.write('begun\n')
}
