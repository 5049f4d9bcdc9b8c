/**
 * A theme whose colours are class numbers: the tokenizer answers `#00000n` and the page styles `.md-token-<name>` by
 * CSS variables. So no theme of the app needs the code to be tokenised again.
 */
export const tokenClasses = [
  'plain',
  'comment',
  'keyword',
  'string',
  'number',
  'name',
  'inserted',
  'deleted',
] as const

export type TokenClass = (typeof tokenClasses)[number]

const scopes: readonly (readonly [TokenClass, readonly string[]])[] = [
  ['comment', ['comment', 'punctuation.definition.comment']],
  ['keyword', ['keyword', 'storage', 'variable.language', 'entity.name.tag', 'punctuation.definition.tag']],
  ['plain', ['keyword.operator', 'meta.embedded', 'meta.interpolation', 'storage.type.function.arrow']],
  ['keyword', ['keyword.operator.logical.python', 'keyword.operator.expression', 'keyword.operator.new']],
  ['string', ['string', 'punctuation.definition.string', 'markup.inline.raw', 'constant.character.escape']],
  ['number', ['constant.numeric', 'constant.language', 'constant.other', 'support.constant']],
  ['name', ['entity.name.function', 'support.function', 'entity.name.type', 'entity.name.class']],
  [
    'name',
    ['entity.other.inherited-class', 'entity.other.attribute-name', 'markup.heading', 'entity.name.section'],
  ],
  ['plain', ['support.function.builtin.python', 'support.type.python', 'support.type.primitive']],
  ['name', ['support.type.property-name', 'entity.name.command']],
  ['inserted', ['markup.inserted']],
  ['deleted', ['markup.deleted']],
]

/** The theme, in the form the tokenizer takes. */
export const classTheme = {
  name: 'classes',
  type: 'dark' as const,
  fg: colourOf('plain'),
  bg: colourOf('plain'),
  settings: [
    { settings: { foreground: colourOf('plain'), background: colourOf('plain') } },
    ...scopes.map(([name, scope]) => ({ scope: [...scope], settings: { foreground: colourOf(name) } })),
  ],
}

/** The class number of each index in the tokenizer's colour map. */
export function classNumbers(colours: readonly string[]): number[] {
  return colours.map((colour) => {
    const number = Number.parseInt((colour ?? '').slice(1), 16)
    return number < tokenClasses.length ? number : 0
  })
}

function colourOf(name: TokenClass): string {
  return `#${tokenClasses.indexOf(name).toString(16).padStart(6, '0')}`
}
