import { streamRows } from './rows/a-stream.ts'
import { stopRows } from './rows/b-stop.ts'
import { toolRows } from './rows/b-tools.ts'
import { engineRows } from './rows/c-engine.ts'
import { renderRows } from './rows/c-render.ts'
import { openRows } from './rows/d-open.ts'
import { windowRows } from './rows/d-window.ts'
import { appendRows } from './rows/e-append.ts'
import { readRows } from './rows/e-read.ts'
import { searchRows } from './rows/e-search.ts'
import { noticeRows } from './rows/f-notices.ts'
import { startRows } from './rows/h-start.ts'
import { isMet, tableOf } from './table.ts'
import { startWire } from './wire-process.ts'

const groups = {
  A: streamRows,
  B1: toolRows,
  B3: stopRows,
  C1: renderRows,
  C6: engineRows,
  D1: openRows,
  D2: windowRows,
  E1: appendRows,
  E2: readRows,
  E3: searchRows,
  F1: noticeRows,
  H1: startRows,
}
const wished = process.argv.slice(2)
const wire = await startWire()
const rows = []
for (const [name, measure] of Object.entries(groups)) {
  if (wished.length === 0 || wished.some((wish) => name.startsWith(wish)))
    rows.push(...(await measure(wire.url)))
}
wire.close()
console.log(
  `Node ${process.version}, ${process.platform} ${process.arch}. Ratios of medians, variants in turn in one run.\n`,
)
console.log(tableOf(rows))
process.exitCode = rows.every(isMet) ? 0 : 1
