import type { Remark, SourceNode } from './source-chat.ts'

/** A node in its place: `parent` comes before it, and is undefined at a beginning. */
export interface PlacedNode {
  readonly node: SourceNode
  readonly parent: SourceNode | undefined
}

/**
 * Every node once, each behind its parent, the children of one in the order in which they were given. A node whose
 * parent is not there begins a branch of its own, and so does one of each circle. Without recursion: a chain may be
 * longer than the stack is deep.
 */
export function treeOrder(nodes: readonly SourceNode[], remark: Remark): readonly PlacedNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const children = Map.groupBy(byId.values(), ({ parent }) => parent)
  const placed: PlacedNode[] = []
  const seen = new Set<SourceNode>()
  const place = (root: SourceNode) => {
    const waiting: PlacedNode[] = [{ node: root, parent: undefined }]
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { node } = next
      if (seen.has(node)) continue
      seen.add(node)
      placed.push(next)
      for (const child of (children.get(node.id) ?? []).toReversed())
        waiting.push({ node: child, parent: node })
    }
  }
  for (const node of byId.values()) {
    if (node.parent !== undefined && byId.has(node.parent)) continue
    if (node.parent !== undefined) remark('parent-missing')
    place(node)
  }
  for (const node of byId.values()) {
    if (seen.has(node)) continue
    remark('parent-circular')
    place(node)
  }
  return placed
}
