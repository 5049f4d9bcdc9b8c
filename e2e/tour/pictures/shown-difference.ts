import { BLOCK_PX, type Box, type Pixels } from './blocks.ts'

const FRAME_PX = 3
const RED = [220, 20, 60, 255]
const FADED = 0.75

/** The picture, pale, with a red frame around each of the boxes. */
export function framed(picture: Pixels, boxes: readonly Box[]): Pixels {
  const { width, height } = picture
  const data = Uint8Array.from(picture.data, (value, at) =>
    at % 4 === 3 ? 255 : 128 + (value - 128) * (1 - FADED),
  )
  for (const box of boxes) {
    const [left, top] = [Math.max(0, box.x - FRAME_PX), Math.max(0, box.y - FRAME_PX)]
    const right = Math.min(width, box.x + box.width + FRAME_PX)
    const bottom = Math.min(height, box.y + box.height + FRAME_PX)
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) {
        const isInside = x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height
        const at = 4 * (y * width + x)
        data.set(isInside ? picture.data.subarray(at, at + 4) : RED, at)
      }
  }
  return { width, height, data }
}

/** Blocks as large as what they were made of, to be laid beside it. */
export function enlarged({ width, height, data }: Pixels): Pixels {
  const large = { width: width * BLOCK_PX, height: height * BLOCK_PX }
  const pixels = new Uint8Array(4 * large.width * large.height)
  for (let y = 0; y < large.height; y++)
    for (let x = 0; x < large.width; x++) {
      const at = 4 * (Math.floor(y / BLOCK_PX) * width + Math.floor(x / BLOCK_PX))
      pixels.set(data.subarray(at, at + 4), 4 * (y * large.width + x))
    }
  return { ...large, data: pixels }
}
