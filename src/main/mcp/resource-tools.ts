import type { Tool } from '@modelcontextprotocol/client'
import { offersText, type ServerMatter } from './server-matter.ts'

/** What Parley adds to the tools of a server that has resources, so that models can read them. */
export type ResourceWork = 'list' | 'read'

const annotations = { readOnlyHint: true }

export const resourceTools: readonly { readonly work: ResourceWork; readonly tool: Tool }[] = [
  {
    work: 'list',
    tool: {
      name: 'list_resources',
      description: 'Lists the texts and files that this server holds, each with its address.',
      inputSchema: { type: 'object', properties: {}, additionalProperties: false },
      annotations,
    },
  },
  {
    work: 'read',
    tool: {
      name: 'read_resource',
      description: 'Reads one of the texts or files that this server holds.',
      inputSchema: {
        type: 'object',
        properties: { uri: { type: 'string', description: 'The address, as list_resources gives it.' } },
        required: ['uri'],
        additionalProperties: false,
      },
      annotations,
    },
  },
]

/** What a call of one of them gives. `uri` of the arguments was checked to be a text. */
export async function readResources(
  matter: ServerMatter,
  work: ResourceWork,
  input: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<string> {
  if (work === 'list') return offersText(await matter.list(signal))
  return matter.read(String(input['uri']), signal)
}
