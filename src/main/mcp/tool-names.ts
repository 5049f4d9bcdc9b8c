import { createHash } from 'node:crypto'
import { plainToolName } from '../../contract/mcp.ts'

/** The longest name that every provider takes. */
const longestName = 64

/**
 * The name of a tool for the model: `prefix__tool`, at most 64 characters. Two tools of one server never get the same:
 * where the tool's own name cannot stay as it is, a mark that follows from it is added.
 */
export function qualifiedName(prefix: string, tool: string): string {
  const room = longestName - prefix.length - 2
  if (/^[a-zA-Z0-9_-]+$/.test(tool) && tool.length <= room && !hasMark(tool)) return `${prefix}__${tool}`
  const mark = createHash('sha256').update(tool).digest('hex').slice(0, 8)
  return `${prefix}__${plainToolName(tool).slice(0, room - mark.length - 1)}_${mark}`
}

// A name that looks as if it had a mark could be chosen to equal one that got it.
function hasMark(tool: string): boolean {
  return /_[0-9a-f]{8}$/.test(tool)
}
