import type { StateInline } from 'markdown-it'
import { PENDING_URL } from './inline.ts'
import { findMath } from './math-rules.ts'
import { closeOpeners, closingParenthesis, closingTicks, runLength, type Opener } from './marks.ts'
import type { Syntax } from './syntax.ts'

const unfinishedTask = /^\[[ xX]?\]?$/
const htmlTag = /^<(?:[A-Za-z][^<>]*|\/[A-Za-z][^<>]*|[!?][^<>]*)>/
const unfinishedTag = /^<(?:[A-Za-z/!?][^<>\n]{0,80})?$/
const bareLink = /https?:\/\//y
const TAG_LOOK = 2000
/** Inline math is held back for at most this many characters. */
const MATH_WAIT = 300
/** An opener this far back, or outside the last few, is taken as plain text: it will hardly be closed. */
const OPENER_WAIT = 600
const OPENERS_LIMIT = 8

/**
 * Completes the half-written end of a leaf, so that a reader never sees marks come and go. The result goes through the
 * normal inline parser. Only for display, and only for the last open leaf: settled text is never repaired.
 */
export function repair(syntax: Syntax, source: string): string {
  if (unfinishedTask.test(source)) return ''
  return new RepairScan(syntax, source).run()
}

/** One pass from left to right by the parser's own rule of what can open and close. */
class RepairScan {
  readonly #source: string
  readonly #state: StateInline
  readonly #openers: Opener[] = []
  /** Brackets that may become a link: not shown. */
  readonly #hidden: number[] = []
  #at = 0
  /** Text from here on is held back. */
  #cut: number
  #stopped = false
  /** Closes what swallows everything behind it. */
  #closer = ''

  constructor(syntax: Syntax, source: string) {
    this.#source = source
    this.#state = new syntax.inline.State(source, syntax, {}, [])
    this.#cut = source.length
  }

  run(): string {
    while (!this.#stopped && this.#at < this.#source.length) this.#step()
    return this.#complete()
  }

  #step(): void {
    switch (this.#source[this.#at]) {
      case '\\':
        return this.#backslash()
      case '$':
        return this.#dollar()
      case '`':
        return this.#ticks()
      case '<':
        return this.#angle()
      case '!':
        return this.#exclamation()
      case '[':
        return this.#openBracket()
      case ']':
        return this.#closeBracket()
      case '*':
      case '_':
      case '~':
        return this.#delimiter()
      case 'h':
        return this.#letter()
      default:
        this.#at++
    }
  }

  #stop(cut: number, closer = ''): void {
    this.#cut = cut
    this.#closer = closer
    this.#stopped = true
  }

  get #isLast(): boolean {
    return this.#at + 1 === this.#source.length
  }

  #backslash(): void {
    const math = findMath(this.#source, this.#at, this.#source.length)
    if (this.#isLast || (math && math.end < 0)) return this.#stop(this.#at)
    this.#at = math ? math.end + math.close : this.#at + 2
  }

  #dollar(): void {
    const math = findMath(this.#source, this.#at, this.#source.length)
    if (!math) {
      if (this.#isLast) return this.#stop(this.#at)
      this.#at++
      return
    }
    if (math.end >= 0) this.#at = math.end + math.close
    else if (this.#mathMayClose(this.#at + math.open, math.open)) this.#stop(this.#at)
    else this.#at += math.open
  }

  /** A price is not the start of a formula, and a formula does not run for ever. */
  #mathMayClose(from: number, dollars: number): boolean {
    if (this.#source.length - from > MATH_WAIT) return false
    if (dollars === 2) return true
    const body = this.#source.slice(from)
    return !/^\d/.test(body) && !/[`$]|\n\n/.test(body)
  }

  #ticks(): void {
    const length = runLength(this.#source, this.#at)
    const from = this.#at + length
    const end = closingTicks(this.#source, from, length)
    if (end >= 0) {
      this.#at = end + length
      return
    }
    const body = this.#source.slice(from).replace(/`+$/, '')
    if (!body.trim()) return this.#stop(this.#at)
    this.#stop(from + body.length, '`'.repeat(length))
  }

  #angle(): void {
    const rest = this.#source.slice(this.#at, this.#at + TAG_LOOK)
    const tag = htmlTag.exec(rest)
    if (tag) this.#at += tag[0].length
    else if (unfinishedTag.test(rest)) this.#stop(this.#at)
    else this.#at++
  }

  #exclamation(): void {
    if (this.#isLast) return this.#stop(this.#at)
    if (this.#source[this.#at + 1] !== '[') {
      this.#at++
      return
    }
    this.#openers.push({ mark: '![', length: 2, at: this.#at })
    this.#at += 2
  }

  #openBracket(): void {
    // `array[0]` is code-like text, not the start of a link.
    const isIndex = /[A-Za-z0-9_\])]/.test(this.#source[this.#at - 1] ?? '')
    if (!isIndex) this.#openers.push({ mark: '[', length: 1, at: this.#at })
    this.#at++
  }

  #closeBracket(): void {
    const index = this.#openers.findLastIndex(({ mark }) => mark === '[' || mark === '![')
    const open = this.#openers[index]
    if (!open) {
      this.#at++
      return
    }
    this.#openers.splice(index)
    const next = this.#source[this.#at + 1]
    const end = this.#linkEnd(next)
    if (next !== undefined && end >= 0) {
      this.#at = end + 1
      return
    }
    if (open.mark === '![') return this.#stop(open.at)
    if (next === '(') return this.#stop(this.#at, `](<${PENDING_URL}>)`)
    this.#hidden.push(open.at)
    this.#stop(this.#at)
  }

  #linkEnd(next: string | undefined): number {
    if (next === '(') return closingParenthesis(this.#source, this.#at + 1)
    return next === '[' ? this.#source.indexOf(']', this.#at + 2) : this.#at
  }

  #delimiter(): void {
    const mark = this.#source[this.#at] ?? ''
    const run = this.#state.scanDelims(this.#at, mark !== '_')
    if (this.#at + run.length === this.#source.length) return this.#stop(this.#at)
    this.#at += run.length
    if (mark === '~' && run.length < 2) return
    const left = run.can_close ? closeOpeners(this.#openers, mark, run.length) : run.length
    if (run.can_open && left > 0) this.#openers.push({ mark, length: left, at: this.#at - left })
  }

  /** What stands in a bare link is no mark. */
  #letter(): void {
    bareLink.lastIndex = this.#at
    const link = bareLink.test(this.#source)
      ? this.#state.md.linkify.matchAtStart(this.#source.slice(this.#at))
      : undefined
    this.#at += link?.url.replace(/\*+$/, '').length || 1
  }

  #complete(): string {
    let text = this.#source.slice(0, this.#cut)
    // Spaces before a closing mark would stop it from closing.
    if (this.#openers.length > 0 && !this.#closer) text = text.trimEnd()
    let closers = this.#closer
    for (const open of this.#openers.slice(-OPENERS_LIMIT).toReversed()) {
      if (text.length - open.at > OPENER_WAIT) break
      const isEmpty = open.at + open.length >= text.length
      if (open.mark === '[') this.#hidden.push(open.at)
      else if (open.mark === '![' || isEmpty) {
        text = text.slice(0, open.at).trimEnd()
        if (open.mark === '![') closers = ''
      } else closers += open.mark.repeat(open.length)
    }
    return this.#withoutHidden(text) + closers
  }

  #withoutHidden(text: string): string {
    let shown = text
    for (const at of this.#hidden.toSorted((a, b) => b - a)) shown = shown.slice(0, at) + shown.slice(at + 1)
    return shown
  }
}
