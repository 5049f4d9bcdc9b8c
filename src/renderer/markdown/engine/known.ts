import { assertNever } from '../../../contract/assert-never.ts'
import type { Inline } from './tree.ts'

/** `nodes`, where those that are as they were `before`, in the same place, are the same objects: a view draws them once. */
export function withKnown(nodes: readonly Inline[], before: readonly Inline[]): readonly Inline[] {
  return nodes.map((node, index) => {
    const known = before[index]
    return known !== undefined && isAlike(node, known) ? known : node
  })
}

function isAlike(node: Inline, other: Inline): boolean {
  if (typeof node === 'string' || typeof other === 'string') return node === other
  switch (node.type) {
    case 'emphasis':
    case 'strong':
    case 'deleted':
      return node.type === other.type && areAlike(node.children, other.children)
    case 'link':
      return (
        other.type === 'link' &&
        node.url === other.url &&
        node.title === other.title &&
        areAlike(node.children, other.children)
      )
    case 'code':
    case 'html':
      return node.type === other.type && node.text === other.text
    case 'math':
      return other.type === 'math' && node.source === other.source && node.display === other.display
    case 'image':
      return other.type === 'image' && node.url === other.url && node.alt === other.alt
    case 'note-reference':
      return other.type === 'note-reference' && node.label === other.label
    case 'break':
      return other.type === 'break'
    default:
      return assertNever(node)
  }
}

function areAlike(nodes: readonly Inline[], others: readonly Inline[]): boolean {
  return (
    nodes.length === others.length &&
    nodes.every((node, index) => {
      const other = others[index]
      return other !== undefined && isAlike(node, other)
    })
  )
}
