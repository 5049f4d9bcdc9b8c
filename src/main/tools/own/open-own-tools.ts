import { join } from 'node:path'
import type { OwnTool } from '../../../contract/own-tool.ts'
import type { ToolCall } from '../../../contract/tool.ts'
import { failureFrom, ParleyError, reasonOf } from '../../core/errors.ts'
import type { OwnTools } from '../../core/ports/own-tools.ts'
import type { ToolCallOptions, ToolSource } from '../../core/ports/tool-source.ts'
import { describedTool, ownServer, type DescribedTool } from './described-tool.ts'
import { readToolFile, readToolFiles, type ToolFile } from './tool-files.ts'
import { noRights, runToolProcess, type ToolOutcome } from './tool-process.ts'
import { argumentsOf, badArguments } from '../call-arguments.ts'

const loadMs = 10_000

export interface OwnToolsOptions {
  readonly folder: string
  /** The hash that the user agreed to, by file. */
  readonly agreed: () => Readonly<Record<string, string>>
  /** Where Node is. */
  readonly node: () => Promise<string>
  readonly env: Readonly<Record<string, string | undefined>>
  /** What no tool may read or write. */
  readonly closed: readonly string[]
}

interface Loaded {
  readonly file: ToolFile
  readonly tool?: DescribedTool
  readonly failure?: ParleyError
}

/**
 * The user's own tools: files of one folder, of which each is loaded only in the state that the user agreed to, and runs
 * in a process of its own that may read nothing but itself and what it asked for. The folder is looked at whenever tools
 * are listed, so that a change counts from the next message on.
 */
export function openOwnTools(options: OwnToolsOptions): {
  readonly source: ToolSource
  readonly own: OwnTools
  readonly close: () => void
} {
  const closing = new AbortController()
  // By hash: what was read once of a file is true as long as the file is the same.
  const known = new Map<string, Promise<Loaded>>()
  const failed = new Set<string>()
  const load = (file: ToolFile): Promise<Loaded> => {
    const key = `${file.file}/${file.hash}`
    const loading = known.get(key) ?? loadedFrom(file, options, closing.signal)
    known.set(key, loading)
    void loading.then(({ failure }) => failure && failed.add(key))
    return loading
  }
  const agreedFiles = async () => {
    const files = await readToolFiles(options.folder)
    return Promise.all(files.filter(({ file, hash }) => options.agreed()[file] === hash).map(load))
  }
  const call: ToolSource['call'] = async (asked, callOptions) => {
    const loaded = (await agreedFiles()).find(({ tool }) => tool?.definition.name === asked.name)
    if (!loaded?.tool) throw new ParleyError('tool-unknown', { params: { tool: asked.name } })
    const { fingerprint } = callOptions
    if (fingerprint !== undefined && fingerprint !== loaded.file.hash)
      throw new ParleyError('mcp-tool-changed', { params: { server: ownServer, tool: asked.name } })
    const signal = AbortSignal.any([callOptions.signal, closing.signal])
    return callTool(loaded.file, loaded.tool, asked, { ...callOptions, signal }, options)
  }
  return {
    source: {
      list: async () => (await agreedFiles()).flatMap(({ tool }) => tool?.definition ?? []),
      call,
    },
    own: {
      async view() {
        const files = await readToolFiles(options.folder)
        const agreed = options.agreed()
        // Who looks again may have mended what was missing, such as Node.
        for (const key of failed) known.delete(key)
        failed.clear()
        const tools = await Promise.all(
          files.map(async (file) =>
            agreed[file.file] === file.hash ? shown(await load(file)) : unseen(file),
          ),
        )
        return { folder: options.folder, tools }
      },
      async check(file, hash) {
        const now = /[\\/]/.test(file) ? undefined : await readToolFile(options.folder, file)
        if (now?.hash !== hash) throw new ParleyError('own-tool-changed', { params: { file } })
        known.delete(`${file}/${hash}`)
      },
    },
    close: () => closing.abort(new ParleyError('cancelled')),
  }
}

async function loadedFrom(file: ToolFile, options: OwnToolsOptions, closing: AbortSignal): Promise<Loaded> {
  try {
    const signal = AbortSignal.any([closing, AbortSignal.timeout(loadMs)])
    const outcome = await runToolProcess({
      ...options,
      node: await options.node(),
      file: file.file,
      rights: noRights,
      input: undefined,
      signal,
      onProgress: () => undefined,
    })
    if (!('tool' in outcome)) return { file, failure: broken(file, outcome) }
    return { file, tool: describedTool(outcome.tool, file.hash, options.closed) }
  } catch (error) {
    return { file, failure: broken(file, { error: reasonOf(error) }) }
  }
}

function broken({ file }: ToolFile, outcome: ToolOutcome): ParleyError {
  const detail = 'error' in outcome ? outcome.error : 'it said something else'
  const line = 'error' in outcome && outcome.line !== undefined ? `${file}:${outcome.line}` : file
  return new ParleyError('own-tool-broken', { params: { file: line, detail } })
}

async function callTool(
  { file }: ToolFile,
  { input: schema, rights }: DescribedTool,
  call: ToolCall,
  { signal, onProgress }: ToolCallOptions,
  options: OwnToolsOptions,
): Promise<string> {
  const parsed = schema.safeParse(argumentsOf(call))
  if (!parsed.success) throw badArguments(call, parsed.error.issues[0]?.message ?? '')
  const job = { ...options, node: await options.node(), file, rights, input: parsed.data, signal, onProgress }
  const outcome = await runToolProcess(job).catch((error: unknown) => ({
    error: reasonOf(error),
    line: undefined,
  }))
  signal.throwIfAborted()
  if ('result' in outcome) return outcome.result
  const detail = 'error' in outcome ? outcome.error : 'it gave no result'
  const line = 'error' in outcome && outcome.line !== undefined ? ` (${file}:${outcome.line})` : ''
  throw new ParleyError('tool-failed', { params: { tool: call.name, detail: `${detail}${line}` } })
}

function shown({ file, tool, failure }: Loaded): OwnTool {
  return {
    ...file,
    state: tool ? 'loaded' : 'failed',
    ...(tool && { tool: tool.definition.name }),
    ...(failure && { failure: failureFrom(failure) }),
  }
}

function unseen(file: ToolFile): OwnTool {
  return { ...file, state: 'new' }
}

/** The folder of the user's own tools in a profile. */
export function ownToolsFolder(profile: string): string {
  return join(profile, 'tools')
}
