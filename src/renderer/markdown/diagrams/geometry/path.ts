import type { Point } from './matrix.ts'

/** Straight pieces that take the place of one curve: enough for boxes and lengths. */
const PIECES = 12

/** How many numbers each command takes; a list that goes on repeats the command. */
const arity: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 }

const commands = /([MLHVCSQTAZ])([^MLHVCSQTAZ]*)/gi

type Pen = { at: Point; start: Point; control: Point | undefined }

/** The points of a path's outline, curves as straight pieces. What cannot be read ends it. */
export function outlineOf(d: string): readonly Point[] {
  const points: Point[] = []
  const pen: Pen = { at: { x: 0, y: 0 }, start: { x: 0, y: 0 }, control: undefined }
  for (const [, letter = '', list = ''] of d.matchAll(commands)) {
    const name = letter.toUpperCase()
    const size = arity[name]
    if (size === undefined) break
    const values = numbersOf(list, name === 'A')
    const isRelative = letter !== name
    for (let from = 0, first = true; first || from + size <= values.length; first = false, from += size) {
      const taken = values.slice(from, from + size)
      if (taken.length < size) break
      // Further pairs behind a move are lines.
      draw(pen, points, name === 'M' && !first ? 'L' : name, taken, isRelative)
      if (size === 0) break
    }
  }
  return points
}

export function lengthOf(points: readonly Point[]): number {
  return points.reduce((sum, point, at) => sum + (at > 0 ? distance(points[at - 1] ?? point, point) : 0), 0)
}

export function pointAt(points: readonly Point[], length: number): Point {
  let rest = length
  for (const [at, point] of points.entries()) {
    const next = points[at + 1]
    if (!next) return point
    const step = distance(point, next)
    if (rest <= step) return step === 0 ? point : between(point, next, Math.max(0, rest) / step)
    rest -= step
  }
  return { x: 0, y: 0 }
}

function numbersOf(list: string, isArc: boolean): readonly number[] {
  const number = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi
  if (!isArc) return (list.match(number) ?? []).map(Number)
  // The flags of an arc are one figure each, and the next number may follow at once.
  const values: number[] = []
  for (let rest = list.trim(); rest;) {
    const isFlag = values.length % 7 === 3 || values.length % 7 === 4
    const found = (isFlag ? /[01]/ : new RegExp(number.source, 'i')).exec(rest)
    if (!found) break
    values.push(Number(found[0]))
    rest = rest.slice(found.index + found[0].length)
  }
  return values
}

function draw(pen: Pen, points: Point[], name: string, values: readonly number[], isRelative: boolean): void {
  const { at } = pen
  const from = isRelative ? at : { x: 0, y: 0 }
  const point = (index: number): Point => ({
    x: from.x + (values[index] ?? 0),
    y: from.y + (values[index + 1] ?? 0),
  })
  const mirrored: Point = pen.control ? { x: 2 * at.x - pen.control.x, y: 2 * at.y - pen.control.y } : at
  const line = (to: Point, control?: Point): void => {
    points.push(to)
    pen.at = to
    pen.control = control
  }
  const curve = (control1: Point, control2: Point, to: Point, mirror: Point): void => {
    for (let piece = 1; piece < PIECES; piece++)
      points.push(cubic(at, control1, control2, to, piece / PIECES))
    line(to, mirror)
  }
  const quadratic = (control: Point, to: Point): void =>
    curve(between(at, control, 2 / 3), between(to, control, 2 / 3), to, control)
  switch (name) {
    case 'M':
      line(point(0))
      pen.start = pen.at
      return
    case 'L':
      return line(point(0))
    case 'H':
      return line({ x: from.x + (values[0] ?? 0), y: at.y })
    case 'V':
      return line({ x: at.x, y: from.y + (values[0] ?? 0) })
    case 'C':
      return curve(point(0), point(2), point(4), point(2))
    case 'S':
      return curve(mirrored, point(0), point(2), point(0))
    case 'Q':
      return quadratic(point(0), point(2))
    case 'T':
      return quadratic(mirrored, point(0))
    case 'A':
      points.push(...arc(at, values, point(5)))
      return line(point(5))
    default:
      return line(pen.start)
  }
}

/** https://www.w3.org/TR/SVG11/implnote.html#ArcConversionEndpointToCenter */
function arc(from: Point, values: readonly number[], to: Point): readonly Point[] {
  const [rx = 0, ry = 0, turn = 0, large = 0, sweep = 0] = values
  if (rx === 0 || ry === 0 || (from.x === to.x && from.y === to.y)) return []
  const angle = (turn * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [dx, dy] = [(from.x - to.x) / 2, (from.y - to.y) / 2]
  const [x, y] = [cos * dx + sin * dy, cos * dy - sin * dx]
  // Radii that do not reach are made as large as they must be.
  const grown = Math.max(1, Math.sqrt((x / rx) ** 2 + (y / ry) ** 2))
  const [a, b] = [Math.abs(rx) * grown, Math.abs(ry) * grown]
  const under = (a * b) ** 2 - (a * y) ** 2 - (b * x) ** 2
  const factor = Math.sqrt(Math.max(0, under) / ((a * y) ** 2 + (b * x) ** 2)) * (large === sweep ? -1 : 1)
  const [cx, cy] = [(factor * a * y) / b, (-factor * b * x) / a]
  const begin = Math.atan2((y - cy) / b, (x - cx) / a)
  let span = Math.atan2((-y - cy) / b, (-x - cx) / a) - begin
  if (sweep && span < 0) span += 2 * Math.PI
  if (!sweep && span > 0) span -= 2 * Math.PI
  const middle = between(from, to, 0.5)
  return Array.from({ length: PIECES - 1 }, (_, piece) => {
    const at = begin + (span * (piece + 1)) / PIECES
    const [px, py] = [cx + a * Math.cos(at), cy + b * Math.sin(at)]
    return { x: middle.x + cos * px - sin * py, y: middle.y + sin * px + cos * py }
  })
}

function cubic(from: Point, one: Point, two: Point, to: Point, t: number): Point {
  const s = 1 - t
  const at = (a: number, b: number, c: number, d: number): number =>
    s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d
  return { x: at(from.x, one.x, two.x, to.x), y: at(from.y, one.y, two.y, to.y) }
}

function between(from: Point, to: Point, part: number): Point {
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}

function distance(from: Point, to: Point): number {
  return Math.hypot(to.x - from.x, to.y - from.y)
}
