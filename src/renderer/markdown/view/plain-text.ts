import { assertNever } from '../../../contract/assert-never.ts'
import type { Inline } from '../engine/tree.ts'

/** What one reads of text, without its marks. */
export function plainText(nodes: readonly Inline[]): string {
  return nodes.map(textOf).join('')
}

function textOf(node: Inline): string {
  if (typeof node === 'string') return node
  switch (node.type) {
    case 'code':
      return node.text
    case 'html':
      return /^<br\s*\/?>$/i.test(node.text) ? '\n' : node.text
    case 'math':
      return node.source
    case 'image':
      return node.alt
    case 'note-reference':
      return ''
    case 'break':
      return '\n'
    case 'emphasis':
    case 'strong':
    case 'deleted':
    case 'link':
      return plainText(node.children)
    default:
      return assertNever(node)
  }
}
