import type { OtherProgram } from '../../../contract/mcp.ts'
import { ParleyError } from '../errors.ts'
import type { OtherPrograms } from '../ports/other-programs.ts'

/** Other programs with these files, in the folder `/home`. */
export function fakeOthers(files: Partial<Readonly<Record<OtherProgram, string>>> = {}): OtherPrograms {
  return {
    async read(program) {
      const path = `/home/${program}.json`
      const text = files[program]
      if (text === undefined) throw new ParleyError('mcp-file-missing', { params: { program, path } })
      return { path, text }
    },
  }
}
