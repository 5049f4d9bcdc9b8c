/** The side of a block, in pixels of the window. */
export const BLOCK_PX = 8

/** Four bytes for each pixel, row by row: red, green, blue and how little is seen through it. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** A place in a picture, in its pixels. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The mean colour of each block of a picture. What lies in a hidden box is transparent: it is compared with nothing. */
export function blocksOf(picture: Pixels, hidden: readonly Box[] = []): Pixels {
  const width = Math.ceil(picture.width / BLOCK_PX)
  const height = Math.ceil(picture.height / BLOCK_PX)
  const data = new Uint8Array(4 * width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.set([...meanOf(picture, x * BLOCK_PX, y * BLOCK_PX), 255], 4 * (y * width + x))
  for (const box of hidden) hide({ width, height, data }, box)
  return { width, height, data }
}

function meanOf(
  { width, height, data }: Pixels,
  left: number,
  top: number,
): readonly [number, number, number] {
  const [right, bottom] = [Math.min(left + BLOCK_PX, width), Math.min(top + BLOCK_PX, height)]
  let [red, green, blue] = [0, 0, 0]
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const at = 4 * (y * width + x)
      red += data[at] ?? 0
      green += data[at + 1] ?? 0
      blue += data[at + 2] ?? 0
    }
  const count = (right - left) * (bottom - top)
  return [Math.round(red / count), Math.round(green / count), Math.round(blue / count)]
}

function hide({ width, height, data }: Pixels, box: Box): void {
  const [left, top] = [Math.max(0, Math.floor(box.x / BLOCK_PX)), Math.max(0, Math.floor(box.y / BLOCK_PX))]
  const right = Math.min(width, Math.ceil((box.x + box.width) / BLOCK_PX))
  const bottom = Math.min(height, Math.ceil((box.y + box.height) / BLOCK_PX))
  for (let y = top; y < bottom; y++)
    data.fill(0, 4 * (y * width + left), 4 * (y * width + Math.max(left, right)))
}
