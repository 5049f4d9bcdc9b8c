import { apply, type Matrix, type Point } from './matrix.ts'

export type Box = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const noBox: Box = { x: 0, y: 0, width: 0, height: 0 }

/** The smallest box around points; undefined around none. */
export function boxAround(points: readonly Point[]): Box | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return left <= right && top <= bottom
    ? { x: left, y: top, width: right - left, height: bottom - top }
    : undefined
}

export function boxOfAll(boxes: readonly Box[]): Box | undefined {
  return boxAround(boxes.flatMap(cornersOf))
}

/** The box around a box that was turned, moved or scaled. */
export function moved(box: Box, matrix: Matrix): Box {
  return boxAround(cornersOf(box).map((corner) => apply(matrix, corner))) ?? box
}

function cornersOf({ x, y, width, height }: Box): readonly Point[] {
  return [
    { x, y },
    { x: x + width, y },
    { x, y: y + height },
    { x: x + width, y: y + height },
  ]
}
