import { buildBlock } from '../blocks.ts'
import { parseInline } from '../inline.ts'
import { MarkdownStream, type MarkdownView } from '../stream.ts'
import { createSyntax, emptyEnvironment, parseBlocks, topLevelBlocks } from '../syntax.ts'
import type { Block, Inline } from '../tree.ts'

const syntax = createSyntax()

/** The tree of the plain parser over the whole text, in a form that ignores how an engine cut it. */
export function oneShot(text: string): string {
  const source = text.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD')
  const environment = emptyEnvironment()
  const parts = topLevelBlocks(parseBlocks(syntax, source, environment))
  return normalForm(parts.map((part) => buildBlock(part, (leaf) => parseInline(syntax, leaf, environment))))
}

/** The tree after the text came in these chunks and was read behind each. */
export function streamed(chunks: readonly string[]): string {
  const stream = new MarkdownStream(syntax)
  for (const chunk of chunks) {
    stream.append(chunk)
    stream.read()
  }
  stream.finish()
  return normalForm(blocksOf(stream.read()))
}

/** All blocks of a view, settled or not. */
export function blocksOf(view: MarkdownView): Block[] {
  return [...view.settled.flat(), ...view.tail].map(({ block }) => block)
}

function normalForm(blocks: readonly Block[]): string {
  return JSON.stringify(blocks.map(normalBlock))
}

function normalBlock(block: Block): unknown {
  switch (block.type) {
    case 'paragraph':
      return { ...block, parts: joinText(block.parts.flat()) }
    case 'code':
      return { ...block, lines: block.rest ? [...block.lines, block.rest] : block.lines, rest: '' }
    case 'quote':
    case 'footnote':
      return { ...block, children: block.children.flat().map(normalBlock) }
    case 'list':
      return {
        ...block,
        items: block.items.flat().map((item) => [item.task, item.children.flat().map(normalBlock)]),
      }
    case 'table':
      return { ...block, rows: block.rows.flat() }
    default:
      return block
  }
}

function joinText(nodes: readonly Inline[]): Inline[] {
  const joined: Inline[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (typeof node === 'string' && typeof last === 'string') joined[joined.length - 1] = last + node
    else if (node !== '') joined.push(node)
  }
  return joined
}
