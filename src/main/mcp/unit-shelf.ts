import type { ToolServerRecipe } from '../core/ports/tool-servers.ts'
import type { ServerUnit } from './server-unit.ts'

/** The servers that are offered, and those that are still being stopped. */
export interface UnitShelf {
  readonly all: () => readonly ServerUnit[]
  readonly get: (name: string) => ServerUnit | undefined
  /** What has no recipe any more, or another one, is stopped; what is new waits. */
  readonly configure: (recipes: readonly ToolServerRecipe[]) => void
  /** Makes a server that is not offered, for as long as `work` takes. */
  readonly borrow: <Result>(
    recipe: ToolServerRecipe,
    work: (unit: ServerUnit) => Promise<Result>,
  ) => Promise<Result>
  /** Stops all, also those that are being stopped or were borrowed. From then on there is none. */
  readonly close: () => Promise<void>
}

export function createUnitShelf(create: (recipe: ToolServerRecipe) => ServerUnit): UnitShelf {
  const units = new Map<string, ServerUnit>()
  const borrowed = new Set<ServerUnit>()
  const stopping = new Set<Promise<void>>()
  let closed = false
  const stop = (unit: ServerUnit) => {
    const stopped = unit.stop().finally(() => stopping.delete(stopped))
    stopping.add(stopped)
    return stopped
  }
  return {
    all: () => [...units.values()],
    get: (name) => units.get(name),
    configure(recipes) {
      if (closed) return
      const next = new Map(recipes.map((recipe) => [recipe.name, recipe]))
      for (const [name, unit] of units) {
        if (next.get(name) === unit.recipe) continue
        units.delete(name)
        void stop(unit)
      }
      for (const recipe of recipes) if (!units.has(recipe.name)) units.set(recipe.name, create(recipe))
    },
    async borrow(recipe, work) {
      const unit = create(recipe)
      borrowed.add(unit)
      try {
        return await work(unit)
      } finally {
        borrowed.delete(unit)
        await stop(unit)
      }
    },
    async close() {
      closed = true
      for (const unit of [...units.values(), ...borrowed]) void stop(unit)
      // A call that comes now would start its server again.
      units.clear()
      await Promise.all(stopping)
    },
  }
}
