import { findCalculations, type Calculation } from './arithmetic.ts'
import { findPlaces, type Place } from './places.ts'

/** One thing that a text asks for. */
export type Intent =
  | { readonly type: 'greeting' | 'thanks' | 'about' | 'abilities' | 'markdown' }
  | { readonly type: 'calculation'; readonly calculation: Calculation }
  /** In the files of the chat. */
  | { readonly type: 'search'; readonly query: string }
  /** Without a place: the time here. */
  | { readonly type: 'time'; readonly place?: Place }

const asksTime =
  /\bwhat(?:'s|’s| is)? (?:the )?(?:current |exact |local )?(?:time|date|day)\b|\bcurrent (?:time|date)\b|\btime (?:is it|now|in|at)\b|\b(?:tell|give|show) me the (?:current )?(?:time|date)\b|\btoday'?s date\b|\bhow late\b|\bwie spät\b/i
const asksSearch =
  /\b(?:search|look|find|suche?|finde)\b.*\b(?:files?|attachments?|documents?|dateien?|anh(?:a|ä)ngen?)\b\W*(?:for|about|nach|zu)?\W*(?<after>.*)/is
const asksSearchFirst =
  /\b(?:search|look|find)\b(?: for)?\s+(?<what>.+?)\s+in\s+(?:the|my|this|these|all)?\s*(?:attached )?(?:files?|attachments?|documents?)\b/is
const asksSearchInChinese = /在(?:附件|文件)(?:中|里)?(?:搜索|查找)(?<what>.+)/s
const asksMarkdown =
  /\b(?:show|demo\w*|example|sample|render|draw|write|give|zeige?)\b.*\b(?:markdown|code|table|tabelle|math\w*|latex|formatting)\b|^\s*(?:markdown|table|code)\s*[.!?]*\s*$/i
const asksTimeInChinese = /几点|时间/
const asksMarkdownInChinese = /展示.*(?:表格|代码|公式)/
const asksAbilities =
  /\bwhat (?:can|else can|do) you do\b|\bhelp\b|\byour (?:abilities|features|skills)\b|\bhow do(?:es)? (?:this|it|you) work\b/i
const asksAbout =
  /\bwho are you\b|\bwhat are you\b|\b(?:what|who) is (?:this|parley)\b|\babout (?:parley|yourself|you)\b|\byour name\b/i
const greets = /^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|howdy|servus|hallo)\b/i
const thanks = /\b(?:thanks|thank you|thx|cheers)\b/i

/** What a text asks for, in the order of the answer; nothing when it is not understood. Pure. */
export function understand(text: string): readonly Intent[] {
  const search = searchIn(text)
  if (search) return [search]
  const asked: Intent[] = [
    ...findCalculations(text).map((calculation): Intent => ({ type: 'calculation', calculation })),
    ...timesIn(text),
  ]
  if (asked.length > 0) return asked
  if (asksMarkdown.test(text) || asksMarkdownInChinese.test(text)) return [{ type: 'markdown' }]
  if (asksAbout.test(text)) return [{ type: 'about' }]
  if (asksAbilities.test(text)) return [{ type: 'abilities' }]
  if (greets.test(text)) return [{ type: 'greeting' }]
  return thanks.test(text) ? [{ type: 'thanks' }] : []
}

function timesIn(text: string): readonly Intent[] {
  if (!asksTime.test(text) && !asksTimeInChinese.test(text)) return []
  const places = findPlaces(text)
  return places.length === 0 ? [{ type: 'time' }] : places.map((place) => ({ type: 'time', place }))
}

function searchIn(text: string): Intent | undefined {
  const found = asksSearchInChinese.exec(text) ?? asksSearchFirst.exec(text) ?? asksSearch.exec(text)
  const { what, after } = found?.groups ?? {}
  const query = (what ?? after ?? '').trim().replace(/[.?!。？！]+$/, '')
  return query === '' ? undefined : { type: 'search', query }
}
