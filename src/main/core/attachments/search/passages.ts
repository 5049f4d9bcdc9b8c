/** A piece of a file's text that is found as one, and where it stands. */
export interface Passage {
  readonly text: string
  readonly place: Place
}

/** Where a passage begins, as far as the text tells: a page, a sheet, a slide, or else its lines. */
export type Place =
  | { readonly page: number }
  | { readonly sheet: string }
  | { readonly slide: number }
  | { readonly lines: string }

/** Which marks of places a text has. */
export type Marks = 'pages' | 'sheets' | 'slides' | 'none'

/** Of another version are what other rules made: vectors of theirs are vectors of other passages. */
export const passageVersion = 1

/** UTF-16 units of a passage, and of what two that follow each other share. */
const longest = 1_000
const shared = 120
/** The share at the end of a passage in which a good place for its end is looked for. */
const looked = 0.4

export function marksOf(mediaType: string): Marks {
  if (mediaType === 'application/pdf') return 'pages'
  if (mediaType.endsWith('spreadsheetml.sheet')) return 'sheets'
  return mediaType.endsWith('presentationml.presentation') ? 'slides' : 'none'
}

/** The passages of a text in their order; none goes over a mark. */
export function passagesOf(text: string, marks: Marks): readonly Passage[] {
  if (marks === 'none') return passagesInLines(text)
  return sectionsOf(text, marks).flatMap(({ from, to, place }) =>
    [...rangesIn(text, from, to)].map(([start, end]) => ({ text: clean(text.slice(start, end)), place })),
  )
}

function passagesInLines(text: string): readonly Passage[] {
  const passages: Passage[] = []
  let line = 1
  let counted = 0
  for (const [start, end] of rangesIn(text, 0, text.length)) {
    line += breaksIn(text, counted, start)
    counted = start
    const last = line + breaksIn(text, start, end)
    const lines = last === line ? String(line) : `${line}-${last}`
    passages.push({ text: clean(text.slice(start, end)), place: { lines } })
  }
  return passages
}

interface Section {
  readonly from: number
  readonly to: number
  readonly place: Place
}

const patterns = {
  pages: /^\[(\d{1,6})\]$/gm,
  sheets: /(?<=^|\n\n)Sheet: (.{1,200})$/gm,
  slides: /(?<=^|\n\n)Slide (\d{1,6})$/gm,
} as const

function sectionsOf(text: string, marks: Exclude<Marks, 'none'>): readonly Section[] {
  const places: { readonly at: number; readonly from: number; readonly place: Place }[] = []
  for (const found of text.matchAll(patterns[marks])) {
    const place = placeOf(marks, found[1] ?? '', places.length)
    if (place) places.push({ at: found.index, from: found.index + found[0].length, place })
  }
  return places.map(({ from, place }, index) => ({ from, to: places[index + 1]?.at ?? text.length, place }))
}

// A page may say [7] of its own; only the number that comes next is a mark.
function placeOf(marks: Exclude<Marks, 'none'>, said: string, before: number): Place | undefined {
  if (marks === 'sheets') return { sheet: said }
  if (marks === 'slides') return { slide: Number(said) }
  return Number(said) === before + 1 ? { page: before + 1 } : undefined
}

/** Pieces of a stretch of text, each with the end of the one before. */
function* rangesIn(text: string, from: number, to: number): Generator<readonly [number, number]> {
  let start = skipRoom(text, from, to)
  while (start < to) {
    const end = start + longest >= to ? to : endIn(text, start, start + longest)
    yield [start, end]
    if (end === to) return
    const again = text.slice(end - shared, end).search(/\s\S/)
    start = skipRoom(text, again < 0 ? end : end - shared + again, to)
  }
}

function skipRoom(text: string, from: number, to: number): number {
  let at = from
  while (at < to && text.charCodeAt(at) <= 32) at += 1
  return at
}

const ends = [/\n\s*\n/g, /\n/g, /[.!?][\s"')]|[。！？]/g, /\s/g]

/** Where a passage ends best: behind a paragraph, a line, a sentence, a word. */
function endIn(text: string, start: number, most: number): number {
  const from = Math.ceil(most - (most - start) * looked)
  const tail = text.slice(from, most)
  for (const end of ends) {
    const last = [...tail.matchAll(end)].at(-1)
    if (last) return from + last.index + last[0].length
  }
  return most
}

function breaksIn(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

function clean(text: string): string {
  return text.trim().toWellFormed()
}
