import { metaText, type InlineParser } from './inline.ts'
import { toRuns } from './runs.ts'
import { isTight } from './tightness.ts'
import type { Token } from './syntax.ts'
import { readTable } from './table.ts'
import type { Block, ListItem, TaskState } from './tree.ts'

type Cursor = { readonly tokens: readonly Token[]; at: number }

const taskMark = /^\[([ xX])\][ \t\n]+(?=\S)/

/** The block made of `tokens`, one of the lists that `topLevelBlocks` returns. */
export function buildBlock(tokens: readonly Token[], inline: InlineParser): Block {
  const first = tokens[0]
  const block = first && readBlock(first, { tokens, at: 1 }, inline)
  if (!block) throw new Error(`No block begins with the token ${first?.type ?? 'of an empty list'}`)
  return block
}

/** The item made of `tokens`, one of the parts of a list. */
export function buildItem(tokens: readonly Token[], inline: InlineParser): ListItem {
  return readItem({ tokens, at: 1 }, inline)
}

/** The language a fence names: the first word of its info, without what some models put in braces. */
export function fenceLanguage(info: string): string {
  return /^[^\s{]*/.exec(info.trim())?.[0] ?? ''
}

function readBlocks(cursor: Cursor, until: string, inline: InlineParser): Block[] {
  const out: Block[] = []
  for (let token = cursor.tokens[cursor.at++]; token; token = cursor.tokens[cursor.at++]) {
    if (token.type === until) return out
    const block = readBlock(token, cursor, inline)
    if (block) out.push(block)
  }
  return out
}

function readBlock(token: Token, cursor: Cursor, inline: InlineParser): Block | undefined {
  switch (token.type) {
    case 'paragraph_open':
      return { type: 'paragraph', parts: [inline(takeLeaf(cursor))] }
    case 'heading_open':
      return { type: 'heading', level: Number(token.tag[1]), children: inline(takeLeaf(cursor)) }
    case 'code_block':
      return { type: 'code', language: '', lines: splitLines(token.content), rest: '' }
    case 'fence':
      return { type: 'code', language: fenceLanguage(token.info), lines: splitLines(token.content), rest: '' }
    case 'math_block':
      return { type: 'math', source: token.content, state: isClosed(token) ? 'closed' : 'unclosed' }
    case 'html_block':
      return { type: 'html', text: token.content.replace(/\n$/, '') }
    case 'hr':
      return { type: 'rule' }
    case 'blockquote_open':
      return { type: 'quote', children: toRuns(readBlocks(cursor, 'blockquote_close', inline)) }
    case 'note_open':
      return {
        type: 'footnote',
        label: metaText(token, 'label'),
        children: toRuns(readBlocks(cursor, 'note_close', inline)),
      }
    case 'bullet_list_open':
      return readList(token, cursor, 'bullet_list_close', inline)
    case 'ordered_list_open':
      return readList(token, cursor, 'ordered_list_close', inline)
    case 'table_open':
      return readTable(cursor, inline)
    default:
      return undefined
  }
}

/** Takes the text of the leaf whose opening token was just read, and steps over its close. */
function takeLeaf(cursor: Cursor): string {
  const content = cursor.tokens[cursor.at]?.content ?? ''
  cursor.at += 2
  return content
}

function readList(open: Token, cursor: Cursor, until: string, inline: InlineParser): Block {
  const from = cursor.at - 1
  const items = readItems(cursor, until, inline)
  return {
    type: 'list',
    ordered: open.type === 'ordered_list_open',
    start: listStart(open),
    tight: isTight(cursor.tokens.slice(from, cursor.at)),
    items: toRuns(items),
  }
}

/** The number an ordered list begins with; 1 for a list of bullets. */
export function listStart(open: Token): number {
  return Number(open.attrGet('start') ?? 1)
}

function readItems(cursor: Cursor, until: string, inline: InlineParser): ListItem[] {
  const items: ListItem[] = []
  for (let token = cursor.tokens[cursor.at++]; token; token = cursor.tokens[cursor.at++]) {
    if (token.type === until) return items
    if (token.type === 'list_item_open') items.push(readItem(cursor, inline))
  }
  return items
}

function readItem(cursor: Cursor, inline: InlineParser): ListItem {
  const task = taskOf(cursor.tokens, cursor.at)
  return { task, children: toRuns(readBlocks(cursor, 'list_item_close', withoutTaskMark(task, inline))) }
}

/** Takes the mark of a task off the text of an item that is to stay open: the mark becomes its box. */
export function takeTask(item: readonly Token[]): TaskState {
  const task = taskOf(item, 1)
  const text = item[2]
  if (task !== 'none' && text) text.content = text.content.replace(taskMark, '')
  return task
}

function taskOf(tokens: readonly Token[], at: number): TaskState {
  if (tokens[at]?.type !== 'paragraph_open') return 'none'
  const mark = taskMark.exec(tokens[at + 1]?.content ?? '')?.[1]
  if (mark === undefined) return 'none'
  return mark === ' ' ? 'open' : 'done'
}

/** The item's first leaf begins with the mark that has become its box. */
function withoutTaskMark(task: TaskState, inline: InlineParser): InlineParser {
  if (task === 'none') return inline
  let first = true
  return (content) => {
    const text = first ? content.replace(taskMark, '') : content
    first = false
    return inline(text)
  }
}

function isClosed(token: Token): boolean {
  return token.meta?.['closed'] === true
}

/** The lines of a text that ends with its last line's end. */
export function splitLines(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}
