import { englishText } from '../../../contract/language/text.ts'
import type { ToolDefinition } from '../../../contract/tool.ts'

/** Tools that one search describes, and letters of their descriptions; the first is always whole. */
const mostFound = 10
const mostLetters = 24_000
/** Letters of the one line that is told of a tool. */
const longestLine = 120
/** Letters of the whole list; a longer one is told without lines. */
const longestList = 48_000

/** What a search for tools found. `tools` are those that the answer describes. */
export interface ToolSearch {
  readonly tools: readonly ToolDefinition[]
  readonly answer: string
}

/**
 * Makes the function that looks for tools by words, and describes the best with their schemas. Whoever names a tool gets
 * that one first, so none is out of reach; what fits beyond the bounds is named.
 */
export function createToolSearch(tools: readonly ToolDefinition[]): (words: string) => ToolSearch {
  const entries = tools.map(entryOf)
  return (words) => {
    const asked = askedFor(words)
    const fitting = entries
      .map((entry) => ({ entry, score: scoreOf(entry, asked) }))
      .filter(({ score }) => score > 0)
      .toSorted((one, other) => other.score - one.score)
      .map(({ entry }) => entry)
    if (fitting.length === 0) return { tools: [], answer: englishText('find-tools.none') }
    const found = withinBounds(fitting)
    const rest = fitting.slice(found.length).map(({ tool }) => tool.name)
    const more = rest.length > 0 ? [englishText('find-tools.more', { names: rest.join(', ') })] : []
    return {
      tools: found.map(({ tool }) => tool),
      answer: [...found.map(({ described }) => described), ...more].join('\n\n'),
    }
  }
}

/** Names with a line each, in the order of the tools. */
export function listTools(tools: readonly ToolDefinition[]): string {
  const lines = tools.map((tool) => `${tool.name}: ${firstLine(tool)}`).join('\n')
  return lines.length <= longestList ? lines : tools.map(({ name }) => name).join('\n')
}

/** A tool with what is looked at. */
interface Entry {
  readonly tool: ToolDefinition
  readonly described: string
  readonly ofName: ReadonlySet<string>
  readonly ofText: ReadonlySet<string>
}

function entryOf(tool: ToolDefinition): Entry {
  const { name, description, inputSchema } = tool
  return {
    tool,
    described: `${name}\n${description}\n${JSON.stringify(inputSchema)}`,
    ofName: new Set(wordsIn(name)),
    ofText: new Set([...wordsIn(description), ...wordsIn(JSON.stringify(inputSchema['properties'] ?? {}))]),
  }
}

function withinBounds(entries: readonly Entry[]): readonly Entry[] {
  let letters = 0
  return entries.slice(0, mostFound).filter(({ described }, index) => {
    letters += described.length
    return index === 0 || letters <= mostLetters
  })
}

interface Asked {
  readonly whole: string
  readonly names: ReadonlySet<string>
  readonly words: readonly string[]
}

function askedFor(text: string): Asked {
  return { whole: text.trim(), names: new Set(text.split(/[\s,]+/)), words: [...new Set(wordsIn(text))] }
}

function scoreOf({ tool: { name }, ofName, ofText }: Entry, { whole, names, words }: Asked): number {
  if (whole === name) return Number.MAX_SAFE_INTEGER
  if (names.has(name)) return 1_000
  return words.reduce((sum, word) => {
    if (ofName.has(word)) return sum + 8
    if (word.length > 2 && [...ofName].some((each) => each.startsWith(word))) return sum + 4
    return ofText.has(word) ? sum + 2 : sum
  }, 0)
}

// `createIssue` is found by `issue`.
function wordsIn(text: string): string[] {
  return (
    text
      .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

// Words of a stranger stand in a list: one line is what they get, and no other.
function firstLine({ description }: ToolDefinition): string {
  const [line = ''] = description
    .trim()
    .split(/[\r\n\u2028\u2029]/, 1)
    .map((each) => each.replaceAll(/[\p{C}\s]+/gu, ' ').trim())
  return line.length <= longestLine ? line : `${line.slice(0, longestLine - 1)}…`
}
