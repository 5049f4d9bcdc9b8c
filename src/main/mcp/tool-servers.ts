import { toolPrefix, type McpStatus } from '../../contract/mcp.ts'
import type { ToolCall } from '../../contract/tool.ts'
import { untilAborted } from '../base/abort.ts'
import { ParleyError } from '../core/errors.ts'
import type { ToolServers } from '../core/ports/tool-servers.ts'
import { callOffered, objectionToOffered } from './call-offered.ts'
import { createHeldMatter } from './held-matter.ts'
import { createLogins } from './oauth/logins.ts'
import { openProcessNotes } from './process-notes.ts'
import type { ServerHost } from './server-host.ts'
import { createServerUnit, type ServerUnit } from './server-unit.ts'
import { createUnitShelf } from './unit-shelf.ts'

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
  const shelf = createUnitShelf((recipe) => createServerUnit({ recipe, host, notes, onChange }))
  // Fingerprints as they were told last: what was allowed was allowed for these.
  const told = new Map<string, string | undefined>()
  const logins = createLogins(host)
  return {
    configure(recipes) {
      shelf.configure(recipes)
      logins.keepOnly(recipes)
      onChange()
    },
    status: (name) => shelf.get(name)?.status() ?? stopped,
    async restart(name) {
      await shelf.get(name)?.stop()
      await shelf.get(name)?.ensure()
    },
    probe: (recipe) =>
      shelf.borrow(recipe, async (unit) => {
        await unit.ensure()
        return unit.status()
      }),
    async signIn(name, open, client) {
      const unit = shelf.get(name)
      if (!unit) throw new ParleyError('mcp-server-missing', { params: { name } })
      await logins.signIn(unit.recipe, open, client)
      await unit.stop()
      await unit.ensure()
    },
    matter: createHeldMatter((name) => shelf.get(name)),
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async list() {
      await Promise.all(shelf.all().map((unit) => firstWait(unit, host)))
      const offered = shelf.all().flatMap((unit) => unit.offered())
      for (const { definition } of offered) told.set(definition.name, definition.fingerprint)
      return offered.map(({ definition }) => definition)
    },
    objection: objectionToOffered,
    async call(call, options) {
      const unit = unitFor(shelf.all(), call)
      // Between two rounds a server may have ended, and be on its way back.
      await untilAborted(unit.ensure(), options.signal)
      const fingerprint = options.fingerprint ?? told.get(call.name)
      return callOffered(unit, call, { ...options, fingerprint })
    },
    async close() {
      logins.close()
      await shelf.close()
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

function unitFor(units: readonly ServerUnit[], { name }: ToolCall): ServerUnit {
  const unit = units.find(({ recipe }) => name.startsWith(`${toolPrefix(recipe.name)}__`))
  if (!unit) throw new ParleyError('tool-unknown', { params: { tool: name } })
  return unit
}
