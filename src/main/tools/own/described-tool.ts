import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { toolDefinitionSchema, toolEffectSchema, type ToolDefinition } from '../../../contract/tool.ts'
import { isInside } from '../files/asked-path.ts'
import type { ToolRights } from './tool-process.ts'

// Node takes a star for any name, and a relative path from where the process began: both could mean Parley's own data.
const pathSchema = z
  .string()
  .min(1)
  .max(4096)
  .refine((text) => isAbsolute(text) && !/[*\0]/.test(text), 'must be a whole path without stars')
const paths = z.array(pathSchema).max(50).default([])

/** The default export of a tool's file, without its function. */
const describedSchema = z.object({
  name: toolDefinitionSchema.shape.name,
  description: z.string().min(1).max(4000),
  input: z.record(z.string(), z.unknown()).default({ type: 'object', properties: {} }),
  effect: toolEffectSchema,
  needs: z.object({ read: paths, write: paths, run: z.boolean().default(false) }).prefault({}),
})

export interface DescribedTool {
  readonly definition: ToolDefinition
  readonly rights: ToolRights
  readonly input: z.ZodType
}

/** Who offers the user's own tools, on the screen and in rules. */
export const ownServer = 'Your tools'

/** Reads what a file said of its tool. Throws an Error that says what to write instead. */
export function describedTool(said: unknown, hash: string, closed: readonly string[]): DescribedTool {
  const parsed = describedSchema.safeParse(said)
  if (!parsed.success) throw new Error(problemOf(parsed.error))
  const { name, description, input, effect, needs } = parsed.data
  if (input['type'] !== 'object') throw new Error('input: must be a JSON Schema of type "object"')
  if (needs.run && effect !== 'run') throw new Error('what needs to run programs has the effect "run"')
  if (needs.write.length > 0 && effect !== 'write' && effect !== 'run')
    throw new Error('what needs to write has the effect "write"')
  for (const path of [...needs.read, ...needs.write])
    for (const own of closed)
      if (isInside(path, own, process.platform) || isInside(own, path, process.platform))
        throw new Error(`needs: ${path} holds Parley’s own data`)
  return {
    definition: {
      name,
      description,
      effect,
      inputSchema: input,
      server: ownServer,
      fingerprint: hash,
      personal: true,
      untrusted: effect === 'network',
    },
    rights: needs,
    input: z.fromJSONSchema(input),
  }
}

function problemOf(error: z.ZodError): string {
  const [issue] = error.issues
  return issue ? `${issue.path.join('.')}: ${issue.message}` : 'it is no tool'
}
