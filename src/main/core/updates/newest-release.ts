import { releaseFeedSchema, type Release } from '../../../contract/updates.ts'

/** Notes beyond this are cut: a window shows them. */
const mostNotes = 100_000

/** The newest finished release of a feed; undefined when it has none. Throws where the answer is no such feed. */
export function newestRelease(answer: unknown, running: string): Release | undefined {
  const rows = releaseFeedSchema.parse(answer).filter(({ draft, prerelease }) => !draft && !prerelease)
  const [newest] = rows.toSorted((a, b) => compareVersions(b.tag_name, a.tag_name))
  if (!newest) return undefined
  const publishedAt = Date.parse(newest.published_at ?? '')
  return {
    version: newest.tag_name.replace(/^v(?=\d)/i, ''),
    newer: compareVersions(newest.tag_name, running) > 0,
    notes: (newest.body ?? '').slice(0, mostNotes).toWellFormed(),
    page: newest.html_url ?? '',
    ...(publishedAt >= 0 && { publishedAt }),
  }
}

/** Negative when `a` is older than `b`, as https://semver.org orders them; what is no number counts as 0. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)]
  for (let at = 0; at < 3; at += 1) {
    const difference = (left.numbers[at] ?? 0) - (right.numbers[at] ?? 0)
    if (difference !== 0) return difference
  }
  // A version with a word behind it comes before the one without.
  if (left.word === '' || right.word === '') return Number(left.word === '') - Number(right.word === '')
  return left.word.localeCompare(right.word, 'en', { numeric: true })
}

function partsOf(version: string) {
  const [core = '', ...words] = version.replace(/^v/i, '').replace(/\+.*$/, '').split('-')
  return { numbers: core.split('.').map((part) => Number.parseInt(part, 10) || 0), word: words.join('-') }
}
