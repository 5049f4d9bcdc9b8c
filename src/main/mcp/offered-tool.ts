import { createHash } from 'node:crypto'
import type { Tool } from '@modelcontextprotocol/client'
import { toolPrefix, type McpLaunch, type McpTool } from '../../contract/mcp.ts'
import type { ToolDefinition, ToolEffect } from '../../contract/tool.ts'
import type { ToolServerRecipe } from '../core/ports/tool-servers.ts'
import { resourceTools, type ResourceWork } from './resource-tools.ts'
import { qualifiedName } from './tool-names.ts'

/** How many tools of one server are taken, and how much each may say: all of it is read by the model in each round. */
const mostTools = 128
const longestDescription = 4_096
const longestSchema = 65_536

/** A tool of a server, ready for the model. */
export interface OfferedTool {
  /** As the server calls it. */
  readonly name: string
  readonly definition: ToolDefinition
  /** Set for what Parley itself adds, so that models can read what the server holds. */
  readonly resources?: ResourceWork
}

export interface OfferedTools {
  readonly tools: readonly OfferedTool[]
  /** How many were not taken: beyond the number, with a name twice, or with a schema that is too long. */
  readonly leftOut: number
}

/**
 * Makes what a server says of its tools into what the model is told. `version` is the server's own. Where the server has a
 * tool with the name of one that Parley adds, its own stays.
 */
export function offeredTools(
  recipe: ToolServerRecipe,
  version: string,
  tools: readonly Tool[],
  hasResources = false,
): OfferedTools {
  const prefix = toolPrefix(recipe.name)
  const seen = new Set<string>()
  const taken = tools.filter(({ name, inputSchema }) => {
    if (name === '' || seen.has(name) || JSON.stringify(inputSchema).length > longestSchema) return false
    seen.add(name)
    return true
  })
  const toldOf = (tool: Tool): OfferedTool => ({
    name: tool.name,
    definition: {
      name: qualifiedName(prefix, tool.name),
      description: shortened(tool.description ?? tool.title ?? tool.name),
      inputSchema: { ...tool.inputSchema },
      effect: effectOf(tool, recipe.launch),
      server: recipe.name,
      fingerprint: fingerprintOf(recipe, version, tool),
      untrusted: tool.annotations?.openWorldHint !== false,
    },
  })
  const offered = taken.slice(0, mostTools).map(toldOf)
  const added = (hasResources ? resourceTools : [])
    .filter(({ tool }) => !seen.has(tool.name))
    .map(({ tool, work }) => ({ ...toldOf(tool), resources: work }))
  return { tools: [...offered, ...added], leftOut: tools.length - offered.length }
}

/** The tool for the screen. */
export function shownTool({ name, definition }: OfferedTool): McpTool {
  const { name: qualified, description, effect, untrusted } = definition
  return { name, qualifiedName: qualified, description, effect, untrusted }
}

// A server's own word, so only what it says of reading makes it less: without one a tool can do anything. What only
// reads elsewhere is told there what to read.
function effectOf({ annotations }: Tool, { type }: McpLaunch): ToolEffect {
  if (annotations?.readOnlyHint === true) return type === 'stdio' ? 'read' : 'network'
  return annotations?.destructiveHint === false ? 'write' : 'run'
}

/** Differs when anything differs that a person could have judged by: what is started, and what it says of the tool. */
function fingerprintOf({ launch, given }: ToolServerRecipe, version: string, tool: Tool): string {
  const { name, title, description, inputSchema, annotations } = tool
  const state = [launch, [...given].toSorted(), version, name, title, description, inputSchema, annotations]
  return createHash('sha256')
    .update(JSON.stringify(sorted(state)))
    .digest('hex')
    .slice(0, 32)
}

// Two texts of one object may have its members in another order.
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}

function shortened(text: string): string {
  return text.length <= longestDescription ? text : `${text.slice(0, longestDescription)} […]`
}
