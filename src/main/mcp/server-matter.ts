import type { CallToolResult, Client } from '@modelcontextprotocol/client'
import type { McpOffers, McpPrompt, McpResource } from '../../contract/mcp.ts'
import { resultText, shownText } from './result-text.ts'

/** Entries of one kind that are told; what is beyond is counted. */
const mostEntries = 200
const longestWords = 500
/** An address that is longer is none that a person or a model could use. */
const longestAddress = 4_096
const waitMs = 30_000

/** What a server holds beside its tools: texts to read, and prompts to begin with. Rejects with what the SDK says. */
export interface ServerMatter {
  readonly hasResources: boolean
  list(signal: AbortSignal): Promise<McpOffers>
  /** A resource as text, bounded; what is no text is named. */
  read(uri: string, signal: AbortSignal): Promise<string>
  /** The words of a prompt. */
  prompt(name: string, input: Readonly<Record<string, string>>, signal: AbortSignal): Promise<string>
}

type Content = CallToolResult['content']

export function createServerMatter(client: Client): ServerMatter {
  const { resources, prompts } = client.getServerCapabilities() ?? {}
  return {
    hasResources: resources !== undefined,
    async list(signal) {
      const options = { signal, timeout: waitMs, cacheMode: 'bypass' } as const
      const [listed, templates, known] = await Promise.all([
        resources ? client.listResources(undefined, options) : { resources: [] },
        // Many servers with resources know no templates, and say so with a failure.
        resources
          ? client.listResourceTemplates(undefined, options).catch(() => ({ resourceTemplates: [] }))
          : { resourceTemplates: [] },
        prompts ? client.listPrompts(undefined, options) : { prompts: [] },
      ])
      const all = [
        ...listed.resources.map((each) => resourceOf(each, each.uri)),
        ...templates.resourceTemplates.map((each) => ({
          ...resourceOf(each, each.uriTemplate),
          template: true,
        })),
      ].filter(({ uri }) => uri.length <= longestAddress)
      const told = known.prompts.map(promptOf)
      return {
        resources: all.slice(0, mostEntries),
        prompts: told.slice(0, mostEntries),
        leftOut: Math.max(0, all.length - mostEntries) + Math.max(0, told.length - mostEntries),
      }
    },
    async read(uri, signal) {
      const { contents } = await client.readResource(
        { uri },
        { signal, timeout: waitMs, cacheMode: 'bypass' },
      )
      const content = contents.map((resource): Content[number] => ({ type: 'resource', resource }))
      return resultText({ content })
    },
    async prompt(name, input, signal) {
      const given = { name, arguments: { ...input } }
      const { messages } = await client.getPrompt(given, { signal, timeout: waitMs })
      return shownText(resultText({ content: messages.map(({ content }) => content) }))
    },
  }
}

/** The list as a model reads it. */
export function offersText({ resources, leftOut }: McpOffers): string {
  const lines = resources.map(({ uri, name, description, template }) => {
    const kind = template ? ' (a template: fill in what stands in braces)' : ''
    return `${uri}${kind} ${name}${description ? `: ${description}` : ''}`
  })
  if (leftOut > 0) lines.push(`[${leftOut} more are not shown.]`)
  return lines.length === 0 ? 'There are no resources now.' : lines.join('\n')
}

interface Named {
  readonly name: string
  readonly title?: string | undefined
  readonly description?: string | undefined
}

function resourceOf({ name, title, description }: Named, uri: string): McpResource {
  return {
    uri,
    name: oneLine(title ?? name),
    ...(description && { description: oneLine(description) }),
    template: false,
  }
}

function promptOf(
  prompt: Named & {
    readonly arguments?: readonly (Named & { required?: boolean | undefined })[] | undefined
  },
): McpPrompt {
  const { name, description } = prompt
  return {
    name,
    ...(description && { description: oneLine(description) }),
    arguments: (prompt.arguments ?? []).slice(0, 20).map((each) => ({
      name: each.name,
      ...(each.description && { description: oneLine(each.description) }),
      required: each.required === true,
    })),
  }
}

function oneLine(text: string): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim()
  return line.length <= longestWords ? line : `${line.slice(0, longestWords - 1)}…`
}
