// npm run fuzz:markdown -- [--documents 20000] [--seed N]: random documents, each of which must end with the same tree
// however it is cut.
import { parseArgs } from 'node:util'
import { differences } from '../../src/renderer/markdown/engine/testing/differences.ts'
import { randomDocument } from '../../src/renderer/markdown/engine/testing/documents.ts'
import { nestedDocument } from '../../src/renderer/markdown/engine/testing/nested-document.ts'

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const count = Number(values.documents)
const first = Number(values.seed)
/** Cuts in two of a document longer than that; the shorter ones are cut everywhere. */
const cuts = 8

console.log(`Cutting ${count} documents, the first of seed ${first}.`)
let wrong = 0
for (let seed = first; seed < first + count && wrong < 10; seed++) {
  const document = seed % 2 === 0 ? nestedDocument(seed) : randomDocument(seed)
  const found = differences(document, cuts)
  if (found.length === 0) continue
  wrong += 1
  console.log(`${found.join(', ')}: ${JSON.stringify(document.text)}`)
}
console.log(`${wrong} wrong.`)
process.exitCode = wrong > 0 ? 1 : 0
