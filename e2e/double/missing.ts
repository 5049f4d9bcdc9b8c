/** Stands where the double has nothing: reading further is silent, calling or constructing throws the whole path. */
export function missing(path: string): Missing {
  return new Proxy(nothing, {
    get: (_target, key) => (isProbe(key) ? undefined : missing(`${path}.${String(key)}`)),
    apply: () => {
      throw new Error(`electron double: ${path}() is not implemented`)
    },
    construct: () => {
      throw new Error(`electron double: new ${path}() is not implemented`)
    },
  }) as Missing
}

/** Typed as a call that never returns, which is what it is. */
export type Missing = (...values: unknown[]) => never

function nothing(): void {}

/** `known` as it is, except that calling a member it lacks throws `electron double: name.member() is not implemented`. */
export function partial<T extends object>(name: string, known: T): T {
  return new Proxy(known, {
    get(target, key, receiver) {
      if (Reflect.has(target, key) || isProbe(key)) return Reflect.get(target, key, receiver)
      return missing(`${name}.${String(key)}`)
    },
  })
}

// await, JSON and inspection look for these on anything they are given; a function there would be called.
function isProbe(key: string | symbol): boolean {
  return typeof key === 'symbol' || key === 'then' || key === 'toJSON'
}
