import MarkdownIt from 'markdown-it'
import type { MarkdownIt as Parser, StateBlock, Token } from 'markdown-it'
import { footnoteBlockRule, footnoteInlineRule } from './footnote-rules.ts'
import { mathBlockRule, mathInlineRule } from './math-rules.ts'

export type Syntax = Parser
export type { Token }

/** A block or a definition: its tokens, from the one that opens it to the one that closes it. */
export type Part = readonly Token[]

export type Definition = { readonly href: string; readonly title: string }

/** What one parse knows of definitions. The parser reads and writes it by these two names. */
export type Environment = {
  references: Record<string, Definition>
  notes: Record<string, true>
  /** Where the parser found that a block begins, in order. */
  starts?: BlockStart[]
}

/** `indent` is where the block around it begins its lines, `column` where this one begins. */
export type BlockStart = {
  readonly line: number
  readonly level: number
  readonly indent: number
  readonly column: number
}

/** markdown-it with the extra rules of a chat answer: money-safe math, footnotes, bare http and https links. */
export function createSyntax(): Syntax {
  const syntax = new MarkdownIt({ html: true, linkify: true, typographer: false })
  // Bare links are found by the inline rule, which asks for `scheme://`: only the web is left of the schemes it knows.
  syntax.linkify.add('ftp:', null).add('mailto:', null).add('//', null)
  syntax.block.ruler.before('table', 'block_start', blockStartRule)
  const paragraphEnders = ['paragraph', 'reference']
  syntax.block.ruler.before('fence', 'math_block', mathBlockRule, {
    alt: [...paragraphEnders, 'blockquote', 'list'],
  })
  syntax.block.ruler.before('reference', 'note_block', footnoteBlockRule, { alt: paragraphEnders })
  syntax.inline.ruler.before('escape', 'math_inline', mathInlineRule)
  syntax.inline.ruler.before('link', 'note_inline', footnoteInlineRule)
  return syntax
}

let shared: Syntax | undefined

/** The one syntax of all streams: it holds no text, and a list that is flung past makes hundreds of streams. */
export function sharedSyntax(): Syntax {
  return (shared ??= createSyntax())
}

/**
 * Runs the block phase only. `text` has `\n` line ends and no NUL: that is done once, on the way in (see stream.ts).
 */
export function parseBlocks(syntax: Syntax, text: string, environment: Environment): Token[] {
  const tokens: Token[] = []
  syntax.block.parse(text, syntax, environment, tokens)
  return tokens
}

/** Takes no block: notes where one begins, which tokens do not tell. */
function blockStartRule(state: StateBlock, line: number): boolean {
  const { starts } = state.env
  if (!Array.isArray(starts)) return false
  starts.push({ line, level: state.level, indent: state.blkIndent, column: state.sCount[line] ?? 0 })
  return false
}

/** The parts inside a part that holds others. */
export function childParts(part: Part): Token[][] {
  return topLevelParts(part.slice(1, -1))
}

/** The parts that show: a definition does not. */
export function visibleParts(parts: readonly Token[][]): Token[][] {
  return parts.filter((part) => !isDefinition(part))
}

/** Splits a token list into its top-level parts, blocks and definitions, each with the tokens that make it. */
export function topLevelParts(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = []
  let from = 0
  let depth = 0
  for (const [index, token] of tokens.entries()) {
    depth += token.nesting
    if (depth > 0) continue
    parts.push(tokens.slice(from, index + 1))
    from = index + 1
  }
  return parts
}

/** The top-level parts that show: a definition does not. */
export function topLevelBlocks(tokens: readonly Token[]): Token[][] {
  return visibleParts(topLevelParts(tokens))
}

/** Whether a top-level part defines a reference. */
export function isDefinition(part: Part): boolean {
  return part[0]?.type === 'reference_definition'
}

/** An environment without definitions. */
export function emptyEnvironment(): Environment {
  return { references: emptyRecord(), notes: emptyRecord() }
}

/** A record without a prototype: a label may be called `constructor`. */
export function emptyRecord<T>(): Record<string, T> {
  const record: Record<string, T> = Object.create(null)
  return record
}
