type Rule = readonly [mark: RegExp, instead: string]

// From the whole line to the single mark. A sentence may begin or end inside a mark, so each half goes by itself too.
const rules: readonly Rule[] = [
  [/^[ \t]*(?:`{3,}|~{3,}).*$/gm, ''],
  [/^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/gm, ''],
  [/^[ \t]*\|(.*?)\|?[ \t]*$/gm, '$1'],
  [/[ \t]*\|[ \t]*/g, ', '],
  [/^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?/gm, ''],
  [/^\[\^[^\]]+\]:[ \t]*/gm, ''],
  [/\[\^[^\]]+\]/g, ''],
  [/!?\[([^\]]*)\]\([^)]*\)/g, '$1'],
  [/\]\([^)\s]*\)|!?\[(?=\S)/g, ''],
  [/<\/?[a-zA-Z][^>]*>/g, ''],
  [/\*{2,3}|~~|`+|\$\$/g, ''],
  [/(?<![\d\s])\*|\*(?![\d\s])/g, ''],
  [/(?<![\p{L}\p{N}])_{1,3}|_{1,3}(?![\p{L}\p{N}])/gu, ''],
  [/\\(?=[\\`*_{}[\]()#+.!|>~-])/g, ''],
  [/\s+/g, ' '],
]

/** Markdown as one would read it out: the words without their marks, on one line. */
export function plainWords(markdown: string): string {
  return rules.reduce((words, [mark, instead]) => words.replaceAll(mark, instead), markdown).trim()
}
