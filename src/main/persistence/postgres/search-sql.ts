import { isThere } from './session-sql.ts'

/** The parameters of `candidatesOf`, in order; null leaves a filter out. */
export interface SearchParameters {
  readonly terms: readonly string[]
  readonly sessionId: string | null
  readonly folder: string | null
  readonly role: string | null
  readonly model: string | null
  readonly tool: string | null
  readonly since: number | null
  readonly until: number | null
  /** The place behind which to begin. */
  readonly createdAt: number
  readonly key: number
}

const places: Readonly<Record<keyof SearchParameters, string>> = {
  terms: '$1::text[]',
  sessionId: '$2::text',
  folder: '$3::text',
  role: '$4::text',
  model: '$5::text',
  tool: '$6::text',
  since: '$7::bigint',
  until: '$8::bigint',
  createdAt: '$9::bigint',
  key: '$10::bigint',
}
/** The first number that is free for what a statement adds. */
export const nextPlace = 11

const unless = (name: keyof SearchParameters, condition: string) =>
  `(${places[name]} is null or ${condition})`

/**
 * Messages `m` of sessions `s` that a search may look at. What they say is long to read and not compared here; the terms
 * are named because PostgreSQL wants every parameter to be used.
 */
export const searched = `
  from messages m join sessions s on s.key = m.session_key
  where ${places.terms} is not null and m.said <> '' and s.deleted_at is null and ${isThere}
    and ${unless('sessionId', `s.id = ${places.sessionId}`)}
    and ${unless('folder', `s.folder = ${places.folder}`)}
    and ${unless('role', `m.role = ${places.role}`)}
    and ${unless('model', `m.model = ${places.model}`)}
    and ${unless('tool', `m.parts @> jsonb_build_array(jsonb_build_object('type', 'tool-call', 'name', ${places.tool}))`)}
    and ${unless('since', `m.created_at >= ${places.since}`)}
    and ${unless('until', `m.created_at < ${places.until}`)}
    and (m.created_at, m.key) < (${places.createdAt}, ${places.key})`

/** True of a message that has every term somewhere. */
export const hasTerms = `not exists (select from unnest(${places.terms}) term where strpos(m.said, term) = 0)`

/**
 * How well a message answers: how often it has each term, beginnings of words twice, with less weight for each more,
 * in proportion to its length.
 */
export const score = `(
  select sum(ln(1 + (length(m.said) - length(replace(m.said, term, ''))) / length(term)
    + (length(spaced) - length(replace(spaced, ' ' || term, ''))) / length(' ' || term)))
  from unnest(${places.terms}) term, (select ' ' || translate(m.said, E'\\n\\t', '  ') as spaced) as words
) / (1 + ln(length(m.said)))`
