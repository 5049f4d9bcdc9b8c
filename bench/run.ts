import { streamRows } from './rows/a-stream.ts'
import { toolRows } from './rows/b-tools.ts'
import { isMet, tableOf } from './table.ts'
import { startWire } from './wire-process.ts'

const groups = { A: streamRows, B: toolRows }
const wished = process.argv.slice(2)
const wire = await startWire()
const rows = []
for (const [name, measure] of Object.entries(groups)) {
  if (wished.length === 0 || wished.includes(name)) rows.push(...(await measure(wire.url)))
}
wire.close()
console.log(
  `Node ${process.version}, ${process.platform} ${process.arch}. Ratios of medians, variants in turn in one run.\n`,
)
console.log(tableOf(rows))
process.exitCode = rows.every(isMet) ? 0 : 1
