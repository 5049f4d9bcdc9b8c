import { z } from 'zod'
import { agentViewSchema, agentWordsSchema } from './agent.ts'
import { agentIdSchema, promptIdSchema } from './id.ts'
import { longestPrompt, promptSchema, promptWordsSchema } from './prompt.ts'

const nothing = z.object({})
const agents = z.object({ agents: z.array(agentViewSchema).readonly() })
const prompts = z.object({ prompts: z.array(promptSchema).readonly() })

/** What can be asked about agents and the prompts of the library: part of the table of methods. */
export const libraryMethods = {
  /** In the order in which they were made. */
  'agents.list': { input: nothing, output: agents },
  /** Makes an agent, or with an id puts these words in the place of all that it was. */
  'agents.save': {
    input: agentWordsSchema.extend({ id: agentIdSchema.optional() }),
    output: agents.extend({ agent: agentViewSchema }),
  },
  /** Chats that have it answer without one from then on. */
  'agents.remove': { input: z.object({ id: agentIdSchema }), output: agents },
  /** Takes the removal of an agent back, until Parley closes. */
  'agents.restore': { input: z.object({ id: agentIdSchema }), output: agents },
  'agents.duplicate': {
    input: z.object({ id: agentIdSchema }),
    output: agents.extend({ agent: agentViewSchema }),
  },
  'prompts.list': { input: nothing, output: prompts },
  'prompts.save': {
    input: promptWordsSchema.extend({ id: promptIdSchema.optional() }),
    output: prompts.extend({ prompt: promptSchema }),
  },
  'prompts.remove': { input: z.object({ id: promptIdSchema }), output: prompts },
  'prompts.restore': { input: z.object({ id: promptIdSchema }), output: prompts },
  /** Adds the prompts of a file that `prompts.export` gave; one whose name is taken gets a number behind it. */
  'prompts.import': {
    input: z.object({ text: z.string().max(20_000_000) }),
    output: prompts.extend({ added: z.number().int().nonnegative() }),
  },
  /** The text on the clipboard, for a prompt with a hole for it. Own window only, while it has the focus. */
  'prompts.clipboard': { input: nothing, output: z.object({ text: z.string().max(longestPrompt) }) },
  /** The whole library as JSON. */
  'prompts.export': { input: nothing, output: z.object({ text: z.string() }) },
} as const
