/** Joins the class names that are there; `false` and `undefined` stand for "not this time". */
export function classNames(...names: readonly (string | false | undefined)[]): string {
  return names.filter((name) => name).join(' ')
}
