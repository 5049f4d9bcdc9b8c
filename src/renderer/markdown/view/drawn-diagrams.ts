import { type LateDrawing, useLate } from '../../ui/late/late.tsx'
import type { DrawnDiagram } from '../diagrams/client.ts'
import type { DiagramLook } from '../diagrams/protocol.ts'

/** So many are remembered, the newest. */
const MOST = 30

/** The diagrams that were looked at in a chat, for as long as it is open: they are drawn again by themselves. */
export class DrawnDiagrams {
  readonly #drawn = new Map<string, DrawnDiagram>()
  readonly #shown = new Set<string>()

  /** Whether the diagram of that source was looked at last, and not its source. */
  isShown(source: string): boolean {
    return this.#shown.has(source)
  }

  setShown(source: string, isShown: boolean): void {
    this.#shown.delete(source)
    if (isShown) this.#shown.add(source)
    dropOldest(this.#shown)
  }

  find(source: string, look: DiagramLook): DrawnDiagram | undefined {
    return this.#drawn.get(keyOf(source, look))
  }

  keep(source: string, look: DiagramLook, drawn: DrawnDiagram): void {
    this.#drawn.set(keyOf(source, look), drawn)
    dropOldest(this.#drawn)
  }
}

const memories = new WeakMap<LateDrawing, DrawnDiagrams>()

/** Undefined outside of a chat. */
export function useDrawnDiagrams(): DrawnDiagrams | undefined {
  const late = useLate()
  if (!late) return undefined
  const known = memories.get(late) ?? new DrawnDiagrams()
  memories.set(late, known)
  return known
}

function keyOf(source: string, look: DiagramLook): string {
  return `${JSON.stringify(look)}\n${source}`
}

function dropOldest(kept: Map<string, unknown> | Set<string>): void {
  const [oldest] = kept.size > MOST ? kept.keys() : []
  if (oldest !== undefined) kept.delete(oldest)
}
