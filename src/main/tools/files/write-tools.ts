import { z } from 'zod'
import { defineTool, type Tool } from '../define-tool.ts'
import type { FileWriter } from './file-writer.ts'

const path = z.string().max(4096).describe('The whole path of the file.')

/** Tools that change files in folders that are open for writing. The user can take every change back. */
export function createWriteTools(writer: FileWriter): readonly Tool[] {
  const shared = { effect: 'write', personal: true, resourceArgument: 'path' } as const
  return [
    defineTool({
      ...shared,
      name: 'write_file',
      description:
        'Writes a whole text file, new or in place of what was there. Answers with the difference.',
      input: z.object({ path, content: z.string().describe('The whole new text.') }),
      run: ({ path: file, content }) => writer.write(file, () => content),
    }),
    defineTool({
      ...shared,
      name: 'edit_file',
      description: 'Replaces one place in a text file. Answers with the difference.',
      input: z.object({
        path,
        old_text: z
          .string()
          .min(1)
          .describe('The text that is there, exactly, long enough to be found once.'),
        new_text: z.string().describe('What takes its place.'),
      }),
      run: ({ path: file, old_text: old, new_text: next }) =>
        writer.write(file, (before) => {
          if (before === undefined) throw new Error('there is no such file')
          const at = before.indexOf(old)
          if (at === -1) throw new Error('old_text is not in the file; read it again')
          if (before.includes(old, at + 1))
            throw new Error('old_text is there more than once; take more of it')
          return before.slice(0, at) + next + before.slice(at + old.length)
        }),
    }),
  ]
}
