import { z } from 'zod'
import { timestampSchema } from './id.ts'

export const folderAccessSchema = z.enum(['read', 'write'])
export type FolderAccess = z.infer<typeof folderAccessSchema>

/** A folder that the user opened to the file tools, by its real path. `write` allows reading too. */
export const grantedFolderSchema = z.object({
  path: z.string().min(1).max(4096),
  access: folderAccessSchema,
})
export type GrantedFolder = Readonly<z.infer<typeof grantedFolderSchema>>

/** A change that a tool made to a file and that can be taken back. */
export const fileWriteSchema = z.object({
  id: z.uuid(),
  path: z.string(),
  at: timestampSchema,
  /** True when the file was not there before; taking it back removes it. */
  created: z.boolean(),
})
export type FileWrite = Readonly<z.infer<typeof fileWriteSchema>>

export const foldersViewSchema = z.object({
  folders: z.array(grantedFolderSchema),
  /** The newest first. */
  writes: z.array(fileWriteSchema),
})
export type FoldersView = Readonly<z.infer<typeof foldersViewSchema>>
