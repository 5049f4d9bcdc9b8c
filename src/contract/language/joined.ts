type Joined<Parts extends readonly object[]> = Parts extends readonly [
  infer First extends object,
  ...infer Rest extends object[],
]
  ? First & Joined<Rest>
  : unknown

/**
 * One catalogue of several, the last one's sentences first. Not spread into a literal: for objects of so many keys that
 * takes V8 a hundred times as long (26 ms instead of 0.1 for 1,900 sentences), at each start of the app, its page and its
 * threads.
 */
export function joined<const Parts extends readonly object[]>(...parts: Parts): Joined<Parts> {
  const all: Joined<Parts> = Object.assign(Object.create(null), ...parts)
  return all
}
