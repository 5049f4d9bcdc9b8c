import { describeStore } from '../../core/ports/stores.conformance.ts'
import { openFileStore, openMemoryStore } from './testing/sqlite-under-test.ts'

const onlyOne = 'a profile belongs to one process at a time'

describeStore('sqlite on a file', openFileStore, { sharing: onlyOne })
describeStore('sqlite in memory', openMemoryStore, {
  sharing: onlyOne,
  durability: 'what is in memory ends with the process, as its user asked',
})
