import type { FileWrite } from '../../../contract/folder.ts'

/** What the user can do about the file tools. */
export interface FileTools {
  /** The real path of a folder that may be opened. Throws ParleyError `folder-refused`. */
  check(path: string): Promise<string>
  /** What can be taken back, the newest first. */
  recent(): Promise<readonly FileWrite[]>
  /** Throws ParleyError `write-missing`, `write-changed`, `folder-refused`. */
  undo(id: string): Promise<void>
}
