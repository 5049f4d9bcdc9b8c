/** `x' = a·x + c·y + e`, `y' = b·x + d·y + f`, as in SVG. */
export type Matrix = {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
}

export type Point = { readonly x: number; readonly y: number }

export const identity: Matrix = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }

/** First `inner`, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  return {
    a: outer.a * inner.a + outer.c * inner.b,
    b: outer.b * inner.a + outer.d * inner.b,
    c: outer.a * inner.c + outer.c * inner.d,
    d: outer.b * inner.c + outer.d * inner.d,
    e: outer.a * inner.e + outer.c * inner.f + outer.e,
    f: outer.b * inner.e + outer.d * inner.f + outer.f,
  }
}

export function apply({ a, b, c, d, e, f }: Matrix, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f }
}

/** Reads a `transform` attribute; what it does not know changes nothing. */
export function readTransform(text: string | null): Matrix {
  let matrix = identity
  for (const [, name = '', list = ''] of (text ?? '').matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const values = list
      .split(/[\s,]+/)
      .map(Number.parseFloat)
      .filter((value) => !Number.isNaN(value))
    matrix = multiply(matrix, transformOf(name, values))
  }
  return matrix
}

function transformOf(name: string, values: readonly number[]): Matrix {
  const [first = 0, second, third] = values
  const radians = (first * Math.PI) / 180
  switch (name) {
    case 'translate':
      return { ...identity, e: first, f: second ?? 0 }
    case 'scale':
      return { ...identity, a: first, d: second ?? first }
    case 'rotate':
      return around(second ?? 0, third ?? 0, {
        ...identity,
        a: Math.cos(radians),
        b: Math.sin(radians),
        c: -Math.sin(radians),
        d: Math.cos(radians),
      })
    case 'skewX':
      return { ...identity, c: Math.tan(radians) }
    case 'skewY':
      return { ...identity, b: Math.tan(radians) }
    case 'matrix': {
      const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values
      return { a, b, c, d, e, f }
    }
    default:
      return identity
  }
}

function around(x: number, y: number, matrix: Matrix): Matrix {
  return multiply({ ...identity, e: x, f: y }, multiply(matrix, { ...identity, e: -x, f: -y }))
}
