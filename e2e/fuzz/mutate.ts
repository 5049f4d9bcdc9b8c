import type { Random } from '../crash/random.ts'

/** Changes a recorded body in one way that a broken server, gateway or disk might. */
export function mutate(body: string, other: string, random: Random): string {
  return random.pick(mutations)(body, other, random)
}

type Mutation = (body: string, other: string, random: Random) => string

const mutations: readonly Mutation[] = [
  dropRange,
  doubleRange,
  changeCharacter,
  swapLines,
  dropLine,
  doubleLine,
  addForeignLine,
  shuffleEvents,
  cutOff,
  changeValue,
  changeValue,
  changeValue,
  dropKey,
  dropKey,
]

const oddCharacters = ['\0', '\r', '\n', '\uFEFF', '"', '\\', '{', '}', ':', ' ', '�', '🎌', '\u2028', '<']

function dropRange(body: string, _: string, random: Random): string {
  const from = random.below(body.length + 1)
  return body.slice(0, from) + body.slice(from + 1 + random.below(200))
}

function doubleRange(body: string, _: string, random: Random): string {
  const from = random.below(body.length + 1)
  const to = from + 1 + random.below(200)
  return body.slice(0, to) + body.slice(from)
}

function changeCharacter(body: string, _: string, random: Random): string {
  const at = random.below(body.length + 1)
  return body.slice(0, at) + random.pick(oddCharacters) + body.slice(at + random.below(2))
}

function swapLines(body: string, _: string, random: Random): string {
  const lines = body.split('\n')
  const [one, two] = [random.below(lines.length), random.below(lines.length)]
  return lines
    .with(one, lines[two] ?? '')
    .with(two, lines[one] ?? '')
    .join('\n')
}

function dropLine(body: string, _: string, random: Random): string {
  const lines = body.split('\n')
  return lines.toSpliced(random.below(lines.length), 1).join('\n')
}

function doubleLine(body: string, _: string, random: Random): string {
  const lines = body.split('\n')
  const at = random.below(lines.length)
  return lines.toSpliced(at, 0, lines[at] ?? '').join('\n')
}

function addForeignLine(body: string, other: string, random: Random): string {
  const events = body.split('\n\n')
  return events.toSpliced(random.below(events.length), 0, random.pick(other.split('\n\n'))).join('\n\n')
}

function shuffleEvents(body: string, _: string, random: Random): string {
  const events = body.split('\n\n')
  return events
    .map((event) => ({ event, rank: random.below(1_000_000) }))
    .sort((one, two) => one.rank - two.rank)
    .map(({ event }) => event)
    .join('\n\n')
}

function cutOff(body: string, _: string, random: Random): string {
  return body.slice(0, random.below(body.length + 1))
}

function changeValue(body: string, _: string, random: Random): string {
  return changeData(body, random, (parent, key) => {
    parent[key] = oddValue(random)
  })
}

function dropKey(body: string, _: string, random: Random): string {
  return changeData(body, random, (parent, key) => {
    delete parent[key]
  })
}

function oddValue(random: Random): unknown {
  return random.pick([
    () => null,
    () => true,
    () => -1,
    () => 1e308,
    () => 0.5,
    () => '',
    () => 'null',
    () => '\uD83D',
    () => 'data:image/png;base64,aW1n',
    () => 'x'.repeat(10_000),
    () => [],
    () => ({}),
    () => [[['deep']]],
    () => ({ __proto__: { a: 1 }, constructor: 1, toString: null }),
    () => [null, 1, 'a', { type: 'text', text: 3 }],
  ])()
}

type Container = Record<string, unknown>

/** Changes one value somewhere in the JSON of one event. */
function changeData(body: string, random: Random, change: (parent: Container, key: string) => void): string {
  const lines = body.split('\n')
  const data = lines.flatMap((line, index) => (line.startsWith('data: {') ? [index] : []))
  if (data.length === 0) return body
  const at = random.pick(data)
  try {
    const value = JSON.parse((lines[at] ?? '').slice(6)) as Container
    const [parent, key] = random.pick(placesIn(value))
    change(parent, key)
    return lines.with(at, `data: ${JSON.stringify(value)}`).join('\n')
  } catch {
    return body
  }
}

function placesIn(value: Container): readonly (readonly [Container, string])[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const within = typeof inner === 'object' && inner !== null ? placesIn(inner as Container) : []
    return [[value, key] as const, ...within]
  })
}
