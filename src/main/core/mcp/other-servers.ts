import { otherPrograms, type OtherProgram, type OtherServers } from '../../../contract/mcp.ts'
import { failureFrom, ParleyError } from '../errors.ts'
import type { OtherPrograms } from '../ports/other-programs.ts'
import { readServers, type ReadServers } from './import-servers.ts'

/** The servers of other programs, without the values of their variables, headers and logins. Never throws. */
export async function lookAtOthers(programs: OtherPrograms): Promise<OtherServers[]> {
  return Promise.all(otherPrograms.map((program) => lookAt(programs, program)))
}

/**
 * Reads the servers of those names anew, as pasting the file would. Throws what `OtherPrograms.read` throws, and
 * `mcp-file-malformed`, `mcp-file-empty`.
 */
export async function readOthers(
  programs: OtherPrograms,
  program: OtherProgram,
  names: readonly string[],
): Promise<ReadServers> {
  const { path, text } = await programs.read(program)
  const { servers } = readAt(path, text)
  return { servers: servers.filter(({ name }) => names.includes(name)), skipped: [] }
}

async function lookAt(programs: OtherPrograms, program: OtherProgram): Promise<OtherServers> {
  try {
    const { path, text } = await programs.read(program)
    const { servers, skipped } = readAt(path, text)
    const shown = servers.map(({ name, launch, env, headers, loginValues }) => ({
      name,
      launch,
      env: Object.keys(env),
      headers: Object.keys(headers),
      loginValues: Object.keys(loginValues),
    }))
    return { program, path, servers: shown, skipped: [...skipped] }
  } catch (error) {
    return { program, servers: [], skipped: [], failure: failureFrom(error) }
  }
}

// Pasting speaks of a text, and here there is a file.
function readAt(path: string, text: string): ReadServers {
  try {
    return readServers(text)
  } catch (error) {
    const { code, params } = failureFrom(error)
    if (code === 'mcp-import-empty') throw new ParleyError('mcp-file-empty', { params: { path } })
    throw new ParleyError('mcp-file-malformed', { params: { ...params, path } })
  }
}
