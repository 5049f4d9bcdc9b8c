import { repair } from '../../src/renderer/markdown/engine/repair.ts'
import { MarkdownStream } from '../../src/renderer/markdown/engine/stream.ts'
import { createSyntax } from '../../src/renderer/markdown/engine/syntax.ts'
import { differences } from '../../src/renderer/markdown/engine/testing/differences.ts'
import { randomDocument } from '../../src/renderer/markdown/engine/testing/documents.ts'
import { nestedDocument } from '../../src/renderer/markdown/engine/testing/nested-document.ts'
import {
  clearLeaves,
  prefixCount,
  unclearLeaves,
  wrongPrefixes,
} from '../../src/renderer/markdown/engine/testing/prefixes.ts'
import { hardKinds, usualKinds } from '../markdown/kinds.ts'
import { median } from '../stats.ts'
import { row, type Row } from '../table.ts'

/** What arrives in one frame, in characters. */
const FRAME = 64
const READS = 60
const documents = 500

/** C6 to C8: what the engine does of each text, without a page. */
export async function engineRows(): Promise<readonly Row[]> {
  return [differenceRow(), ...usualRows(), ...hardRows(), prefixRow()]
}

function differenceRow(): Row {
  const seeds = Array.from({ length: documents }, (_, index) => 1_000_000 + index)
  const wrong = seeds.filter((seed) =>
    [randomDocument(seed), nestedDocument(seed)].some((document) => differences(document, 8).length > 0),
  )
  return row('C6 cut anywhere', 'differences', wrong.length, 'documents', 2 * documents, '', 0)
}

function usualRows(): readonly Row[] {
  return Object.entries(usualKinds).map(([name, make]) =>
    row(`C7 ${name}, 200 KB`, 'a read', readTime(make, 200_000), 'limit', 1, 'ms', 1),
  )
}

/** Of the hard texts only the slowest is told: none may be slower than the limit. */
function hardRows(): readonly Row[] {
  const times = Object.entries({ ...usualKinds, ...hardKinds }).map(
    ([name, make]) => [name, readTime(make, 80_000)] as const,
  )
  const slowest = times.toSorted(([, a], [, b]) => b - a).slice(0, 3)
  return slowest.map(([name, ms]) => row(`C7 ${name}, 80 KB`, 'a read', ms, 'limit', 6, 'ms', 1))
}

/** The milliseconds that one frame's text takes behind `size` characters. */
function readTime(make: (length: number) => string, size: number): number {
  const text = make(size + FRAME * READS)
  const stream = new MarkdownStream()
  for (let at = 0; at < size; at += 4000) {
    stream.append(text.slice(at, Math.min(size, at + 4000)))
    stream.read()
  }
  const times: number[] = []
  for (let at = size; at < size + FRAME * READS; at += FRAME) {
    stream.append(text.slice(at, at + FRAME))
    const begun = performance.now()
    stream.read()
    times.push(performance.now() - begun)
  }
  return median(times)
}

function prefixRow(): Row {
  const syntax = createSyntax()
  const wrong = [...clearLeaves, ...unclearLeaves].flatMap(([, text]) =>
    wrongPrefixes(text, (prefix) => repair(syntax, prefix)),
  )
  return row('C8 half-written text', 'wrong prefixes', wrong.length, 'prefixes', prefixCount, '', 0.06)
}
