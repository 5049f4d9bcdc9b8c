import { expect, test } from 'vitest'
import { blocksOf, type Box, type Pixels } from './blocks.ts'
import { differencesOf } from './compare.ts'

type Colour = readonly [number, number, number]

const surface: Colour = [246, 246, 244]
const card: Colour = [255, 255, 255]
const ink: Colour = [31, 34, 36]
const accent: Colour = [12, 107, 117]

interface Change {
  readonly byX?: number
  readonly byY?: number
  /** How far the ink of each letter may be from what it is, of 255. */
  readonly noise?: number
  readonly surface?: Colour
  readonly without?: 'button' | 'icon' | 'line'
}

/** A window with a card, lines of letters, a button and an icon, changed in the way that is asked for. */
function windowWith({ byX = 0, byY = 0, noise = 0, surface: wall = surface, without }: Change = {}): Pixels {
  const picture = { width: 400, height: 300, data: new Uint8Array(4 * 400 * 300).fill(255) }
  fill(picture, { x: 0, y: 0, width: 400, height: 300 }, wall)
  fill(picture, { x: 20 + byX, y: 20 + byY, width: 300, height: 200 }, card)
  for (let line = 0; line < 6; line++)
    if (without !== 'line' || line !== 2) write(picture, 36 + byX, 36 + byY + 24 * line, noise)
  if (without !== 'button') fill(picture, { x: 36 + byX, y: 236 + byY, width: 90, height: 28 }, accent)
  if (without !== 'icon') {
    // A frame and a stroke, as thin as those of an icon.
    for (const side of [0, 14]) {
      fill(picture, { x: 352 + byX, y: 30 + byY + side, width: 16, height: 2 }, ink)
      fill(picture, { x: 352 + byX + side, y: 30 + byY, width: 2, height: 16 }, ink)
    }
    fill(picture, { x: 356 + byX, y: 37 + byY, width: 8, height: 2 }, ink)
  }
  return picture
}

function fill({ width, data }: Pixels, box: Box, [red, green, blue]: Colour): void {
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++) data.set([red, green, blue], 4 * (y * width + x))
}

/** Strokes as dense as letters: each other pixel or so, from a row that is always the same. */
function write(picture: Pixels, left: number, top: number, noise: number): void {
  let seed = top - (top % 24)
  const next = (): number => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648
  for (let y = 0; y < 11; y++)
    for (let x = 0; x < 240; x++) {
      const grey = next() < 0.3 ? 40 : 255
      const drawn = Math.min(255, Math.max(0, grey + (grey < 255 ? noise : -noise / 4)))
      fill(picture, { x: left + x, y: top + y, width: 1, height: 1 }, [drawn, drawn, drawn])
    }
}

function changes(change: Change, hidden: readonly Box[] = []): readonly Box[] {
  return differencesOf(blocksOf(windowWith(), hidden), blocksOf(windowWith(change)))
}

test('a picture is like itself', () => {
  expect(changes({})).toEqual([])
})

test('letters that are drawn thinner or thicker are the same letters', () => {
  expect(changes({ noise: 40 })).toEqual([])
  expect(changes({ noise: -40 })).toEqual([])
})

test.each([{ byX: 1 }, { byY: 1 }, { byX: -1, byY: 1 }])(
  'what stands a pixel beside its place stands in its place: %o',
  (change) => {
    expect(changes(change)).toEqual([])
  },
)

test('a missing button is found, in its place', () => {
  const [place, ...others] = changes({ without: 'button' })
  expect(others).toEqual([])
  expect(place).toMatchObject({ x: 32, y: 232, width: 96, height: 32, now: '#f6f6f4' })
})

test('a missing icon of sixteen pixels is found', () => {
  expect(changes({ without: 'icon' })).toHaveLength(1)
})

test('a missing line of letters is found', () => {
  expect(changes({ without: 'line' })).toHaveLength(1)
})

test('what has moved by 24 pixels is found', () => {
  expect(changes({ byX: 24 }).length).toBeGreaterThan(0)
  expect(changes({ byY: 24 }).length).toBeGreaterThan(0)
})

test('a surface is found that is a shade darker', () => {
  const [largest] = changes({ surface: [240, 240, 238] })
  expect(largest).toMatchObject({ before: '#f6f6f4', now: '#f0f0ee' })
})

test('a theme that has not come is found', () => {
  const [largest] = changes({ surface: [22, 24, 25] })
  expect(largest?.width).toBe(400)
})

test('what is hidden is compared with nothing', () => {
  const button = { x: 36, y: 236, width: 90, height: 28 }
  expect(changes({ without: 'button' }, [button])).toEqual([])
  expect(changes({ without: 'icon' }, [button])).toHaveLength(1)
})

test('pictures of two sizes are not compared', () => {
  const small = blocksOf({ width: 16, height: 16, data: new Uint8Array(4 * 256) })
  expect(() => differencesOf(small, blocksOf(windowWith()))).toThrow('two sizes')
})
