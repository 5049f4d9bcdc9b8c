/** Which session an id names, of the sessions `s` that have it: the live one, else the one last put into the trash. */
export const namedFirst = 's.deleted_at desc nulls first, s.key desc'

/** True of a session `s` that is in the trash, or whose time is not over. */
export const isThere = '(s.deleted_at is not null or s.expires_at is null or s.expires_at > now())'

/** The key of the session that an id names. `id` is a parameter such as `$1`. */
export function sessionKey(id: string): string {
  return `(select s.key from sessions s where s.id = ${id} and ${isThere} order by ${namedFirst} limit 1)`
}

/** Now, as exact as our times are. */
export const nowInMs = `date_trunc('milliseconds', now())`

/** A timestamp from milliseconds since 1970 UTC. In whole days and the rest, since one number of seconds would round. */
export function timestampOf(ms: string): string {
  const [days, rest] = [`((${ms}) / 86400000)::integer`, `((${ms}) % 86400000) / 1000.0`]
  return `((timestamp 'epoch' + make_interval(days => ${days}, secs => ${rest})) at time zone 'UTC')`
}

/** The session `s` as the contract names its fields. */
export const sessionFields = `
  s.id, s.title, s.titled_by_user as "titledByUser", s.leaf_id as "leafId", s.folder, s.tags, s.metadata, s.marks,
  s.ttl_ms as "ttlMs", s.pinned_at as "pinnedAt", s.archived_at as "archivedAt", s.created_at as "createdAt",
  s.updated_at as "updatedAt", (extract(epoch from s.expires_at) * 1000)::bigint as "expiresAt",
  (extract(epoch from s.deleted_at) * 1000)::bigint as "deletedAt"`

const text = (field: string) => `j ->> '${field}'`
const whole = (field: string) => `(j ->> '${field}')::bigint`
const json = (field: string) => `nullif(j -> '${field}', 'null')`

/** The fields that may change, each with its column and with what takes it out of a session in JSON, `j`. */
export const changeable = {
  title: ['title', text('title')],
  titledByUser: ['titled_by_user', `(j -> 'titledByUser')::boolean`],
  leafId: ['leaf_id', text('leafId')],
  updatedAt: ['updated_at', whole('updatedAt')],
  pinnedAt: ['pinned_at', whole('pinnedAt')],
  archivedAt: ['archived_at', whole('archivedAt')],
  deletedAt: ['deleted_at', timestampOf(whole('deletedAt'))],
  ttlMs: ['ttl_ms', whole('ttlMs')],
  expiresAt: ['expires_at', timestampOf(whole('expiresAt'))],
  folder: ['folder', text('folder')],
  tags: ['tags', json('tags')],
  metadata: ['metadata', json('metadata')],
  marks: ['marks', json('marks')],
} as const

/** All fields of a new session. */
export const settable = {
  ...changeable,
  id: ['id', text('id')],
  createdAt: ['created_at', whole('createdAt')],
} as const
