import { describeStore } from '../../core/ports/stores.conformance.ts'
import { openFileStore, openMemoryStore } from './testing/sqlite-under-test.ts'

describeStore('sqlite on a file', openFileStore)
describeStore('sqlite in memory', openMemoryStore, {
  durability: 'what is in memory ends with the process, as its user asked',
})
