import { toolPrefix, type McpStatus } from '../../contract/mcp.ts'
import type { ToolCall } from '../../contract/tool.ts'
import { untilAborted } from '../base/abort.ts'
import { ParleyError } from '../core/errors.ts'
import type { ToolCallOptions } from '../core/ports/tool-source.ts'
import type { ToolServers } from '../core/ports/tool-servers.ts'
import { callOffered } from './call-offered.ts'
import { openProcessNotes } from './process-notes.ts'
import type { ServerHost } from './server-host.ts'
import { createServerUnit, type ServerUnit } from './server-unit.ts'

/** How long the first use of a server waits for it; the others are not held up by one that hangs. */
const firstWaitMs = 2_500

const stopped: McpStatus = { state: 'stopped', tools: [], leftOut: 0, output: [] }

/** Ends what an earlier Parley left running, then offers the servers that it is told of. Starts none by itself. */
export async function openToolServers(host: ServerHost): Promise<ToolServers> {
  const notes = await openProcessNotes(host.processFolder, host.platform)
  const listeners = new Set<() => void>()
  const onChange = () => {
    for (const listener of listeners) listener()
  }
  const units = new Map<string, ServerUnit>()
  // Fingerprints as they were told last: what was allowed was allowed for these.
  const told = new Map<string, string | undefined>()
  let closed = false

  return {
    configure(recipes) {
      if (closed) return
      const next = new Map(recipes.map((recipe) => [recipe.name, recipe]))
      for (const [name, unit] of units) {
        if (next.get(name) === unit.recipe) continue
        units.delete(name)
        void unit.stop()
      }
      for (const recipe of recipes) {
        if (!units.has(recipe.name))
          units.set(recipe.name, createServerUnit({ recipe, host, notes, onChange }))
      }
      onChange()
    },
    status: (name) => units.get(name)?.status() ?? stopped,
    async restart(name) {
      const unit = units.get(name)
      await unit?.stop()
      if (!closed) await unit?.ensure()
    },
    async probe(recipe) {
      const unit = createServerUnit({ recipe, host, notes, onChange: () => undefined })
      await unit.ensure()
      const status = unit.status()
      await unit.stop()
      return status
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async list() {
      const all = closed ? [] : [...units.values()]
      await Promise.all(all.map((unit) => firstWait(unit, host)))
      const offered = all.flatMap((unit) => unit.offered())
      for (const { definition } of offered) told.set(definition.name, definition.fingerprint)
      return offered.map(({ definition }) => definition)
    },
    call: async (call, options) =>
      callUnit(unitFor(units, call), call, {
        ...options,
        fingerprint: options.fingerprint ?? told.get(call.name),
      }),
    async close() {
      closed = true
      const all = [...units.values()]
      // A call that comes now would start its server again.
      units.clear()
      await Promise.all(all.map((unit) => unit.stop()))
    },
  }
}

async function firstWait(unit: ServerUnit, { clock }: ServerHost): Promise<void> {
  const ready = unit.ensure()
  const since = unit.startingSince()
  if (since === undefined) return
  const left = since + firstWaitMs - clock.elapsed()
  if (left <= 0) return
  await new Promise<void>((resolve) => {
    const forget = clock.after(left, resolve)
    void ready.then(() => {
      forget()
      resolve()
    })
  })
}

function unitFor(units: ReadonlyMap<string, ServerUnit>, { name }: ToolCall): ServerUnit {
  const unit = [...units.values()].find(({ recipe }) => name.startsWith(`${toolPrefix(recipe.name)}__`))
  if (!unit) throw new ParleyError('tool-unknown', { params: { tool: name } })
  return unit
}

async function callUnit(unit: ServerUnit, call: ToolCall, options: ToolCallOptions): Promise<string> {
  // Between two rounds a server may have ended, and be on its way back.
  await untilAborted(unit.ensure(), options.signal)
  return callOffered(unit, call, options)
}
