import type { ToolSource } from '../../core/ports/tool-source.ts'
import { createToolRegistry } from '../tool-registry.ts'
import type { FileRoom } from './file-room.ts'
import type { FileWriter } from './file-writer.ts'
import { createReadTools } from './read-tools.ts'
import { createWriteTools } from './write-tools.ts'

/** The file tools, as far as folders are granted: none without a folder, none that write without one for that. */
export function createFileSource(room: FileRoom, writer: FileWriter): ToolSource {
  const reading = createToolRegistry(createReadTools(room))
  const all = createToolRegistry([...createReadTools(room), ...createWriteTools(writer)])
  return {
    async list() {
      const folders = room.folders()
      if (folders.some(({ access }) => access === 'write')) return all.list()
      return folders.length > 0 ? reading.list() : []
    },
    objection: (call) => all.objection?.(call),
    call: (call, options) => all.call(call, options),
  }
}
