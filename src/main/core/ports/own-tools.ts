import type { OwnToolsView } from '../../../contract/own-tool.ts'

/** The user's own tools, as the user sees them. */
export interface OwnTools {
  /** Reads the folder anew; loads what was agreed to. */
  view(): Promise<OwnToolsView>
  /** The names of files may be given by anybody; throws ParleyError `own-tool-changed` when the file is another by now. */
  check(file: string, hash: string): Promise<void>
}
