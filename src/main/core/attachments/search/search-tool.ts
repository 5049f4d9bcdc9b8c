import { englishText } from '../../../../contract/language/text.ts'
import type { ToolCall, ToolDefinition } from '../../../../contract/tool.ts'
import { ParleyError } from '../../errors.ts'
import type { ToolSource } from '../../ports/tool-source.ts'
import { membersOf } from '../../tools/call-members.ts'
import { schemaObjection } from '../../tools/schema-objection.ts'

const usualCount = 6
const mostCount = 20
const longestQuestion = 2_000

/** The tool with which a model looks for passages in the files of its chat. */
export const searchAttachments: ToolDefinition = {
  name: 'search_attachments',
  description: englishText('history.search-tool'),
  inputSchema: {
    type: 'object',
    properties: {
      query: { type: 'string', description: englishText('history.search-query') },
      files: {
        type: 'array',
        items: { type: 'string' },
        description: englishText('history.search-files'),
      },
      limit: { type: 'integer', description: englishText('history.search-limit') },
    },
    required: ['query'],
    additionalProperties: false,
  },
  effect: 'read',
  // As the files themselves do: they are the user's own, and may have the words of strangers in them.
  untrusted: true,
  personal: true,
}

/** What a call asks for. */
export interface SearchQuestion {
  readonly query: string
  /** Names of files; absent: all. */
  readonly files?: readonly string[]
  readonly limit: number
}

/** Throws `tool-arguments-invalid`. */
export function questionOf(call: ToolCall): SearchQuestion {
  const members = membersOf(call)
  const detail = schemaObjection(searchAttachments.inputSchema, members)
  if (detail !== undefined) throw refused(detail)
  const { query, files, limit = usualCount } = members
  const said = String(query).trim()
  if (said === '' || said.length > longestQuestion) {
    throw refused(`query has between 1 and ${longestQuestion} characters`)
  }
  const names = Array.isArray(files) ? files.map(String) : []
  return {
    query: said,
    ...(names.length > 0 && { files: names }),
    limit: Math.min(Math.max(1, Number(limit)), mostCount),
  }
}

export function refused(detail: string): ParleyError {
  return new ParleyError('tool-arguments-invalid', { params: { tool: searchAttachments.name, detail } })
}

/** The tool as it is listed among the others. Only a run knows the files, so a call from elsewhere fails by a sentence. */
export function createSearchToolSource(): ToolSource {
  return {
    list: async () => [searchAttachments],
    objection(call) {
      try {
        questionOf(call)
        return undefined
      } catch (error) {
        return error instanceof ParleyError ? error.failure : undefined
      }
    },
    call: async () => Promise.reject(withoutFiles()),
  }
}

export function withoutFiles(): ParleyError {
  const detail = englishText('history.search-without-files')
  return new ParleyError('tool-failed', { params: { tool: searchAttachments.name, detail } })
}
