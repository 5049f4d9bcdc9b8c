import { BLOCK_PX, type Box, type Pixels } from './blocks.ts'

/** By how much the colour of a plain surface may differ, of 255. */
const FLAT_TOLERANCE = 3
/** How much more it may differ where there are many colours, as a share of how far apart they are. */
const BUSY_SHARE = 0.25
/** From how many blocks side by side on a difference counts. */
const LEAST_BLOCKS = 3

/** A place where two pictures differ. */
export interface Difference extends Box {
  /** How many blocks differ in it. */
  readonly blocks: number
  /** The mean colour there, as `#rrggbb`. */
  readonly before: string
  readonly now: string
}

/**
 * Where two pictures of blocks differ, the largest place first. A block is the same when its colour lies within the colours that
 * the other picture has there and in the blocks around, so that letters may be drawn otherwise, and anything may be
 * moved by less than a block. Throws for pictures of two sizes.
 */
export function differencesOf(reference: Pixels, picture: Pixels): readonly Difference[] {
  if (reference.width !== picture.width || reference.height !== picture.height)
    throw new Error('pictures of two sizes cannot be compared')
  const { width, height } = reference
  const differs = new Uint8Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (isOutside(picture, reference, x, y) || isOutside(reference, picture, x, y))
        differs[y * width + x] = 1
  return groupsOf(differs, width)
    .filter((group) => group.length >= LEAST_BLOCKS)
    .map((group) => differenceOf(group, reference, picture))
    .toSorted((one, other) => other.blocks - one.blocks)
}

/** Whether the colour of this block is none of those that the other picture has around there. */
function isOutside(one: Pixels, other: Pixels, x: number, y: number): boolean {
  const at = 4 * (y * one.width + x)
  const lowest = [255, 255, 255]
  const highest = [0, 0, 0]
  for (let row = Math.max(0, y - 1); row <= Math.min(one.height - 1, y + 1); row++)
    for (let column = Math.max(0, x - 1); column <= Math.min(one.width - 1, x + 1); column++) {
      const near = 4 * (row * one.width + column)
      // Beside what is hidden, more or less of it may show.
      if (!one.data[near + 3] || !other.data[near + 3]) return false
      for (let channel = 0; channel < 3; channel++) {
        const value = other.data[near + channel] ?? 0
        lowest[channel] = Math.min(lowest[channel] ?? 0, value)
        highest[channel] = Math.max(highest[channel] ?? 0, value)
      }
    }
  return lowest.some((low, channel) => {
    const high = highest[channel] ?? 0
    const tolerance = FLAT_TOLERANCE + BUSY_SHARE * (high - low)
    const value = one.data[at + channel] ?? 0
    return value < low - tolerance || value > high + tolerance
  })
}

/** The marked blocks, those together that touch. */
function groupsOf(marked: Uint8Array, width: number): readonly (readonly number[])[] {
  const left = Uint8Array.from(marked)
  const groups: number[][] = []
  for (let first = left.indexOf(1); first >= 0; first = left.indexOf(1, first + 1)) {
    const group = [first]
    left[first] = 0
    for (const at of group)
      for (const near of neighboursOf(at, width)) {
        if (left[near] !== 1) continue
        left[near] = 0
        group.push(near)
      }
    groups.push(group)
  }
  return groups
}

function neighboursOf(at: number, width: number): readonly number[] {
  const x = at % width
  const columns = [x > 0 ? -1 : 0, 0, x < width - 1 ? 1 : 0]
  return columns.flatMap((column) => [at + column - width, at + column, at + column + width])
}

function differenceOf(group: readonly number[], reference: Pixels, picture: Pixels): Difference {
  const { width } = reference
  const columns = group.map((at) => at % width)
  const rows = group.map((at) => Math.floor(at / width))
  const [left, top] = [Math.min(...columns), Math.min(...rows)]
  return {
    x: left * BLOCK_PX,
    y: top * BLOCK_PX,
    width: (Math.max(...columns) + 1 - left) * BLOCK_PX,
    height: (Math.max(...rows) + 1 - top) * BLOCK_PX,
    blocks: group.length,
    before: meanColour(group, reference),
    now: meanColour(group, picture),
  }
}

function meanColour(group: readonly number[], { data }: Pixels): string {
  const channels = [0, 1, 2].map((channel) => {
    const sum = group.reduce((total, at) => total + (data[4 * at + channel] ?? 0), 0)
    return Math.round(sum / group.length)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${channels.join('')}`
}
