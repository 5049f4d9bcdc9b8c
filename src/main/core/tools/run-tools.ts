import type { Failure } from '../../../contract/failure.ts'
import { englishText } from '../../../contract/language/text.ts'
import type { Message } from '../../../contract/message.ts'
import type { ToolCall, ToolDefinition } from '../../../contract/tool.ts'
import { errorOf, failureOf, ParleyError } from '../errors.ts'
import type { ToolSource } from '../ports/tool-source.ts'
import { membersOf } from './call-members.ts'
import { schemaObjection } from './schema-objection.ts'
import { createToolSearch, listTools, type ToolSearch } from './tool-search.ts'

/** Several providers take no more tools in one request. */
const mostWhole = 128

/** What a request tells of tools. */
export interface ToolOffer {
  readonly tools: readonly ToolDefinition[]
  /** For the model, before the conversation: the tools of which it is told only a line. */
  readonly listing?: string
}

/** The tools of one run. Where their schemas are long, those of servers are told by a line until they are looked for. */
export interface RunTools {
  /** All that may be called. */
  readonly list: () => Promise<readonly ToolDefinition[]>
  /** What the next request tells. What was told stays in its place: what is found comes behind it. */
  readonly offer: () => ToolOffer
  readonly source: ToolSource
}

/** The tool with which the model looks for others. */
export const findTools: ToolDefinition = {
  name: 'find_tools',
  description: englishText('find-tools.description'),
  inputSchema: {
    type: 'object',
    properties: { words: { type: 'string', description: englishText('find-tools.words') } },
    required: ['words'],
    additionalProperties: false,
  },
  effect: 'read',
  personal: false,
}

/**
 * Makes the tools of a run. `limit`: letters of all schemas up to which they are told whole. `path`: the conversation so
 * far; what was called in it is offered with its schema from the start.
 */
export function createRunTools(source: ToolSource, limit: number, path: readonly Message[]): RunTools {
  let listing = ''
  const shelf: Shelf = { all: [], listed: [], wanted: new Set(), offered: new Set() }
  return {
    async list() {
      shelf.all = (await source.list()).filter(({ name }) => name !== findTools.name)
      shelf.listed = isTooLong(shelf.all, limit) ? shelf.all.filter(({ server }) => server !== undefined) : []
      for (const name of calledIn(path))
        if (shelf.listed.some((tool) => tool.name === name)) shelf.wanted.add(name)
      listing = englishText('find-tools.listing', { list: listTools(shelf.listed) })
      // Known in every run: a chat in which it was called goes on when everything is told whole.
      return [...shelf.all, findTools]
    },
    offer() {
      const { all, listed, wanted } = shelf
      shelf.offered = new Set(wanted)
      if (listed.length === 0) return { tools: all }
      const whole = all.filter((tool) => !listed.includes(tool))
      const found = [...wanted].flatMap((name) => listed.find((tool) => tool.name === name) ?? [])
      return { tools: [...whole, findTools, ...found], listing }
    },
    source: sourceOn(shelf, source),
  }
}

interface Shelf {
  all: readonly ToolDefinition[]
  /** Those that are told by a line. */
  listed: readonly ToolDefinition[]
  /** To be told whole with the next request, in the order in which they were found. */
  readonly wanted: Set<string>
  /** Told whole with the last one. */
  offered: ReadonlySet<string>
}

/** Answers what looks for tools, and shows the schema of a tool to whoever guessed its arguments wrong. */
function sourceOn(shelf: Shelf, source: ToolSource): ToolSource {
  const guessed = (name: string) =>
    shelf.listed.find((tool) => tool.name === name && !shelf.offered.has(name))
  const shown = (failure: Failure, tool: ToolDefinition) => {
    shelf.wanted.add(tool.name)
    return withSchema(failure, tool)
  }
  let search: ((words: string) => ToolSearch) | undefined
  return {
    list: () => source.list(),
    objection(call) {
      if (call.name === findTools.name) return objectionTo(call, findTools)
      const tool = guessed(call.name)
      const failure = source.objection?.(call) ?? (tool && objectionTo(call, tool))
      return tool && failure ? shown(failure, tool) : failure
    },
    async call(call, options) {
      if (call.name === findTools.name) {
        const { tools, answer } = (search ??= createToolSearch(shelf.all))(wordsOf(call))
        for (const { name, server } of tools) if (server !== undefined) shelf.wanted.add(name)
        return answer
      }
      const tool = guessed(call.name)
      if (!tool) return source.call(call, options)
      return source.call(call, options).catch((error: unknown) => {
        const mayBeGuess = error instanceof ParleyError && guessable.has(error.failure.code)
        throw mayBeGuess ? errorOf(shown(error.failure, tool)) : error
      })
    },
  }
}

/** Letters of what models are told of tools. */
export function schemaLetters(tools: readonly ToolDefinition[]): number {
  return tools.reduce((sum, { name, description, inputSchema }) => {
    return sum + name.length + description.length + JSON.stringify(inputSchema).length
  }, 0)
}

/** Failures behind which a wrong guess may stand. */
const guessable: ReadonlySet<string> = new Set(['tool-arguments-invalid', 'tool-failed'])

function isTooLong(tools: readonly ToolDefinition[], limit: number): boolean {
  return tools.length > mostWhole || schemaLetters(tools) > limit
}

function calledIn(path: readonly Message[]): readonly string[] {
  return path.flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'tool-call' ? [part.name] : [])))
}

function withSchema(failure: Failure, { inputSchema }: ToolDefinition): Failure {
  const { code, params = {} } = failure
  const schema = englishText('find-tools.schema', { schema: JSON.stringify(inputSchema) })
  return failureOf(code, { params: { ...params, detail: `${params['detail'] ?? ''}. ${schema}` } })
}

function objectionTo(call: ToolCall, { inputSchema }: ToolDefinition): Failure | undefined {
  const detail = schemaObjection(inputSchema, membersOf(call))
  return detail === undefined
    ? undefined
    : failureOf('tool-arguments-invalid', { params: { tool: call.name, detail } })
}

function wordsOf(call: ToolCall): string {
  const { words } = membersOf(call)
  return typeof words === 'string' ? words : ''
}
