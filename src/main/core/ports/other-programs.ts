import type { OtherProgram } from '../../../contract/mcp.ts'

/** What other programs of this computer keep of MCP servers. Read, never written. */
export interface OtherPrograms {
  /**
   * The program's file: where it would be, and its text. Throws ParleyError `mcp-file-missing`, `mcp-file-unreadable`; the
   * place is in both.
   */
  read(program: OtherProgram): Promise<{ readonly path: string; readonly text: string }>
}
