import { z } from 'zod'

/** What was said before, as a program gives it: oldest first, text only. */
export const saidMessageSchema = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  text: z.string(),
})
export type SaidMessage = Readonly<z.infer<typeof saidMessageSchema>>

const content = z.union([
  z.string(),
  z
    .array(z.object({ type: z.literal('text'), text: z.string() }))
    .transform((parts) => parts.map(({ text }) => text).join('')),
])
const chatMessage = z
  .object({ role: z.enum(['system', 'developer', 'user', 'assistant']), content })
  .transform(({ role, content: text }): SaidMessage => {
    return { role: role === 'developer' ? 'system' : role, text }
  })
const messages = z.array(chatMessage).min(1)

/**
 * One conversation of a batch: the text of a user, or messages as OpenAI's chat protocol writes them, alone or under
 * `messages`. The last one is the user's.
 */
export const batchConversationSchema = z
  .union([
    z.string().transform((text): SaidMessage[] => [{ role: 'user', text }]),
    messages,
    z.object({ messages }).transform((given) => given.messages),
  ])
  .refine((said) => said.at(-1)?.role === 'user' && said.at(-1)?.text.trim() !== '', {
    message: 'the last message must be one of the user’s, and not empty',
  })
