import { createJavaScriptRegexEngine } from '@shikijs/engine-javascript'
import { createHighlighterCore, type HighlighterCore } from 'shiki/core'
import { classNumbers, classTheme } from './class-theme.ts'
import { loadGrammar } from './grammars.ts'
import { findLanguage } from './languages.ts'

type Grammar = ReturnType<HighlighterCore['getLanguage']>
type GrammarState = ReturnType<Grammar['tokenizeLine2']>['ruleStack']

/** Longer lines stay plain: one line of a minified bundle can cost a TextMate engine seconds. */
export const LINE_LIMIT = 4000

/** Generous, because a cold regex on a busy machine that runs out of time gives wrong colours to the whole rest. */
const LINE_TIME_MS = 5000

// Where `tokenizeLine2` packs the colour's index into the number it gives each token.
const COLOUR_SHIFT = 15
const COLOUR_MASK = 0x1ff

export type TokenizerSource = {
  /** A tokenizer for one fence; undefined when there is no grammar of that language. Rejects when it fails to load. */
  create(language: string): Promise<LineTokenizer | undefined>
}

/** The grammars and the regex engine, made when the first fence asks. */
export function createTokenizerSource(): TokenizerSource {
  let core: Promise<HighlighterCore> | undefined
  return {
    async create(word) {
      const language = findLanguage(word)
      if (!language) return undefined
      core ??= createHighlighterCore({
        themes: [classTheme],
        langs: [],
        engine: createJavaScriptRegexEngine({ forgiving: true }),
      })
      const highlighter = await core
      const grammar = await loadLanguage(highlighter, language.id)
      return (
        grammar && new LineTokenizer(grammar, classNumbers(highlighter.setTheme(classTheme.name).colorMap))
      )
    },
  }
}

async function loadLanguage(highlighter: HighlighterCore, id: string): Promise<Grammar | undefined> {
  if (!highlighter.getLoadedLanguages().includes(id)) {
    const registrations = await loadGrammar(id)
    if (!registrations) return undefined
    await highlighter.loadLanguage(registrations)
  }
  return highlighter.getLanguage(id)
}

/** One fence: the grammar's state behind its last full line, and the encoding of a line's tokens. */
export class LineTokenizer {
  readonly #grammar: Grammar
  readonly #classes: readonly number[]
  #state: GrammarState | null = null

  constructor(grammar: Grammar, classes: readonly number[]) {
    this.#grammar = grammar
    this.#classes = classes
  }

  /** Appends the number of pairs and the pairs (end column, class) of the next full line to `out`. */
  full(text: string, out: number[]): void {
    const at = out.push(0)
    const state = this.#tokenize(text, out, at)
    if (state) this.#state = state
    out[at - 1] = (out.length - at) / 2
  }

  /** The pairs of a line that is still being written; the state does not move on. */
  guess(text: string): number[] {
    const out: number[] = []
    this.#tokenize(text, out, 0)
    return out
  }

  #tokenize(text: string, out: number[], first: number): GrammarState | undefined {
    if (text.length > LINE_LIMIT) return undefined
    const { tokens, ruleStack } = this.#grammar.tokenizeLine2(text, this.#state, LINE_TIME_MS)
    for (let index = 0; index < tokens.length; index += 2) {
      const end = tokens[index + 2] ?? text.length
      const tokenClass = this.#classes[((tokens[index + 1] ?? 0) >>> COLOUR_SHIFT) & COLOUR_MASK] ?? 0
      if (out.length > first && out.at(-1) === tokenClass) out[out.length - 2] = end
      else if (end > 0) out.push(end, tokenClass)
    }
    return ruleStack
  }
}
