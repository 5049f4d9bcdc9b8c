import { z } from 'zod'

/** What the menu of the desktop asks of the page. */
export const menuCommandSchema = z.enum([
  'new',
  'search',
  'find',
  'inspect',
  'sidebar',
  'settings',
  'import',
  'export-markdown',
  'export-html',
  'rename',
  'shortcuts',
  'about',
])
export type MenuCommand = z.infer<typeof menuCommandSchema>
