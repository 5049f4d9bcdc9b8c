import { memo, type ReactNode } from 'react'
import { assertNever } from '../../../contract/assert-never.ts'
import { Late } from '../../ui/late/late.tsx'
import { useLumps } from '../../ui/late/use-lumps.ts'
import type { Block, FootnoteBlock, Inline, ParagraphBlock, Runs } from '../engine/tree.ts'
import { wordsOfBlocks } from './block-words.ts'
import { CodeView } from './code-view.tsx'
import { useMarkdownContext } from './context.ts'
import { Inlines } from './inlines.tsx'
import { linesOfBlocks } from './lines.ts'
import { ListView } from './list-view.tsx'
import { MathBlockView } from './math-view.tsx'
import { TableView } from './table-view.tsx'

/** One block of an answer; rendered again only when the block itself is another. */
export const BlockView = memo(function BlockView({ block }: { readonly block: Block }): ReactNode {
  switch (block.type) {
    case 'paragraph':
      return <ParagraphView block={block} />
    case 'heading':
      return <HeadingView level={block.level} nodes={block.children} />
    case 'code':
      return <CodeView block={block} />
    case 'math':
      return <MathBlockView block={block} />
    case 'html':
      return <HtmlView text={block.text} />
    case 'quote':
      return (
        <blockquote className="md-quote">
          <Blocks blocks={block.children} />
        </blockquote>
      )
    case 'list':
      return <ListView block={block} renderBlock={renderBlock} />
    case 'table':
      return <TableView block={block} />
    case 'footnote':
      return <FootnoteView block={block} />
    case 'rule':
      return <hr className="md-rule" />
    default:
      return assertNever(block)
  }
})

/** Blocks inside a block; settled runs of them are skipped whole. */
function Blocks({ blocks }: { readonly blocks: Runs<Block> }): ReactNode {
  const isInLump = useLumps(blocks.length, 1)
  return blocks.map((run, index) => {
    const Run = isInLump(index) ? LateBlockRun : BlockRun
    return <Run key={index} blocks={run} />
  })
}

const BlockRun = memo(function BlockRun({ blocks }: { readonly blocks: readonly Block[] }): ReactNode {
  return blocks.map((block, index) => <BlockView key={index} block={block} />)
})

function LateBlockRun({ blocks }: { readonly blocks: readonly Block[] }): ReactNode {
  return (
    <Late
      lines={() => linesOfBlocks(blocks)}
      words={() => wordsOfBlocks(blocks)}
      render={() => <BlockRun blocks={blocks} />}
    />
  )
}

function ParagraphView({ block }: { readonly block: ParagraphBlock }): ReactNode {
  return (
    <p className="md-paragraph" dir="auto">
      {block.parts.map((part, index) => (
        <Inlines key={index} nodes={part} />
      ))}
    </p>
  )
}

type HeadingProps = { readonly level: number; readonly nodes: readonly Inline[] }

/** One level below its marks: the page's own first heading is the title of the session. */
function HeadingView({ level, nodes }: HeadingProps): ReactNode {
  const Tag = headingTags[level] ?? 'h6'
  return (
    <Tag className={`md-heading md-heading-${level}`} dir="auto">
      <Inlines nodes={nodes} />
    </Tag>
  )
}

const headingTags: Readonly<Record<number, 'h2' | 'h3' | 'h4' | 'h5'>> = {
  1: 'h2',
  2: 'h3',
  3: 'h4',
  4: 'h5',
}

/** HTML as text, in pieces: layout of one long text costs more with each character. */
function HtmlView({ text }: { readonly text: string }): ReactNode {
  const pieces = text.match(/(?:[^\n]*\n){1,32}|[^\n]+$/g) ?? []
  return (
    <div className="md-html">
      {pieces.map((piece, index) => (
        <TextPiece key={index} text={piece} />
      ))}
    </div>
  )
}

const TextPiece = memo(function TextPiece({ text }: { readonly text: string }): ReactNode {
  return <div>{text}</div>
})

function FootnoteView({ block }: { readonly block: FootnoteBlock }): ReactNode {
  const { labels } = useMarkdownContext()
  return (
    <div className="md-note" data-note={block.label} tabIndex={-1}>
      <span className="md-note-label">{block.label}</span>
      <div className="md-note-body">
        <Blocks blocks={block.children} />
      </div>
      <button
        type="button"
        className="md-note-mark"
        data-note-back={block.label}
        aria-label={labels.backToText}
        title={labels.backToText}
      >
        ↩
      </button>
    </div>
  )
}

function renderBlock(block: Block, index: number): ReactNode {
  return <BlockView key={index} block={block} />
}
