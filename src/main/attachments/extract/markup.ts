/** A piece of XML: the beginning or the end of an element, or a text in between. */
export type Piece =
  | { readonly kind: 'open' | 'close' | 'single'; readonly name: string; readonly attributes: string }
  | { readonly kind: 'text'; readonly text: string }

// One walk from left to right, in which no place is looked at twice.
const pieces = /<(\/?)([A-Za-z][\w:.-]*)((?:\s[^<>]*?)?)(\/?)>|<[^>]*>|([^<]+)/g

/** The pieces of the markup of a document. Entities that a document declares itself are left as they are. */
export function* piecesOf(xml: string): Generator<Piece> {
  for (const [, slash, name, attributes = '', end, text] of xml.matchAll(pieces)) {
    if (text !== undefined) yield { kind: 'text', text: withEntities(text) }
    else if (name !== undefined) yield { kind: slash ? 'close' : end ? 'single' : 'open', name, attributes }
  }
}

export function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(String.raw`(?:^|\s)${name}\s*=\s*"([^"]*)"`).exec(attributes)
  return found?.[1] === undefined ? undefined : withEntities(found[1])
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function withEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{1,10}));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[String(name)] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code).toWellFormed() : ''
  })
}
