// Apart from the schemas, so that the window can name the kinds without what checks them.

/** What an item of a request is, in the order in which kinds are shown. */
export const itemKinds = [
  'instructions',
  'tools',
  'listing',
  'summary',
  'question',
  'attachment',
  'answer',
  'reasoning',
  'call',
  'result',
  'provider-item',
  'draft',
] as const
export type ItemKind = (typeof itemKinds)[number]
