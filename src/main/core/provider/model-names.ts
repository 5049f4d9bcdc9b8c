import type { ListedModel } from '../ports/price-catalogue.ts'

/**
 * The spelling that the names of one model have in common: without the maker before a slash, without what says only how
 * it is served, and the versions of Claude behind the family, whichever way round they are written.
 */
export function plainName(name: string): string {
  const bare = name
    .toLowerCase()
    .replace(/^.*\//, '')
    .replace(/^meta-(?=llama)/, '')
    .replace(/:.*$/, '')
  const served = bare.replace(/(?:-(?:instruct|turbo|versatile|instant|latest|chat|hf|it|fp8))+$/, '')
  const [, version, family] = /^claude-(\d+(?:[.-]\d{1,2})?)-(opus|sonnet|haiku)$/.exec(served) ?? []
  const ordered = version && family ? `claude-${family}-${version}` : served
  if (!ordered.startsWith('claude-')) return ordered
  return ordered.replace(/(\d)\.(\d)/, '$1-$2').replace(/(\d)-0$/, '$1')
}

/** The id under which a brand serves the model of that name; undefined when it lists none. */
export function idOf(name: string, listed: readonly ListedModel[]): string | undefined {
  if (listed.some(({ id }) => id === name)) return name
  const plain = plainName(name)
  const [found] = listed
    .filter(({ id }) => plainName(id) === plain)
    .toSorted((a, b) => Number(a.deprecated) - Number(b.deprecated) || a.id.length - b.id.length)
  return found?.id
}

/** The names that are most like one, the most alike first; none that has hardly anything in common with it. */
export function nearNames(name: string, known: readonly string[], count: number): readonly string[] {
  const pairs = pairsOf(name)
  return [...new Set(known)]
    .map((each) => ({ each, score: likeness(pairs, pairsOf(each)) }))
    .filter(({ score }) => score > 0.4)
    .toSorted((a, b) => b.score - a.score || a.each.length - b.each.length)
    .slice(0, count)
    .map(({ each }) => each)
}

function pairsOf(name: string): ReadonlySet<string> {
  const plain = plainName(name)
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, at) => plain.slice(at, at + 2)))
}

/** The share of pairs of letters that two names have in common. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.size + b.size === 0 ? 0 : (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size)
}
