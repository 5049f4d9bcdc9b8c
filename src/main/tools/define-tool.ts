import { z } from 'zod'
import type { ToolDefinition, ToolEffect } from '../../contract/tool.ts'
import type { ToolCallOptions } from '../core/ports/tool-source.ts'

/** A tool as it is written: what it takes as a schema, what it does as a function. */
export interface ToolRecipe<Input extends z.ZodObject> {
  /** 1 to 64 letters, digits, `_` and `-`. */
  readonly name: string
  /** For the model: what it is good for and what comes back. */
  readonly description: string
  readonly input: Input
  /** The worst that it can do. */
  readonly effect: ToolEffect
  /** True when its results are words of strangers, such as a page of the web. */
  readonly untrusted?: boolean
  /** True when its results may be the user's own, such as files. */
  readonly personal?: boolean
  /** The argument that names what a call changes. */
  readonly resourceArgument?: keyof z.input<Input> & string
  /** Gives what the model is to read. Throws an Error whose message tells the model what to do differently. */
  readonly run: (input: z.output<Input>, options: ToolCallOptions) => unknown
}

/** A tool ready to be listed and called. */
export interface Tool {
  readonly definition: ToolDefinition
  /** Parses what the model sent; the result of a failed parse says what is wrong. */
  readonly parse: (input: unknown) => ParsedInput
}

export type ParsedInput =
  | { readonly run: (options: ToolCallOptions) => Promise<unknown> }
  | { readonly problem: string }

/** Makes a tool from its recipe. */
export function defineTool<Input extends z.ZodObject>(recipe: ToolRecipe<Input>): Tool {
  const { $schema: _, ...inputSchema } = z.toJSONSchema(recipe.input, { io: 'input' })
  const { name, description, effect, personal, resourceArgument } = recipe
  return {
    definition: {
      name,
      description,
      effect,
      inputSchema,
      ...(recipe.untrusted && { untrusted: true }),
      ...(personal !== undefined && { personal }),
      ...(resourceArgument !== undefined && { resourceArgument }),
    },
    parse(input) {
      const parsed = recipe.input.safeParse(input)
      if (!parsed.success) return { problem: problemOf(parsed.error) }
      return { run: async (options) => recipe.run(parsed.data, options) }
    },
  }
}

function problemOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ')
}
