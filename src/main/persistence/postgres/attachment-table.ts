import { contentHashSchema, type ContentHash } from '../../../contract/attachment.ts'
import { checkedContent } from '../checked-content.ts'
import type { Query } from './connection-pool.ts'

interface ContentRow {
  readonly content: Uint8Array
}

interface MadeRow {
  readonly made: Uint8Array
}

interface HashRow {
  readonly hash: string
}

/** Few enough that a removal is over soon. */
const batch = 20

// A row that somebody touches meanwhile is looked at again once he has done so, and then stays.
const sweepSql = `
  delete from attachments a
  where a.hash = any($1) and a.touched_at <= clock_timestamp() - $2 * interval '1 millisecond'
    and not exists (select from attachment_uses u where u.hash = a.hash)
  returning a.hash`
const oldSql = `
  select a.hash from attachments a
  where a.touched_at <= clock_timestamp() - $1 * interval '1 millisecond'
    and not exists (select from attachment_uses u where u.hash = a.hash)`

/** The content of messages, and who refers to it. */
export const attachmentTable = {
  async put(query: Query, hash: ContentHash, content: Uint8Array): Promise<void> {
    await query(
      `insert into attachments (hash, content, touched_at) values ($1, $2, clock_timestamp())
       on conflict (hash) do update set content = excluded.content, touched_at = excluded.touched_at`,
      [hash, bufferOf(content)],
    )
  },
  async putMade(query: Query, hash: ContentHash, name: string, made: Uint8Array): Promise<void> {
    // The lock keeps the content until the row that refers to it is there.
    await query(
      `insert into attachment_made (hash, name, made)
       select hash, $2, $3 from attachments where hash = $1 for key share
       on conflict (hash, name) do update set made = excluded.made`,
      [hash, name, bufferOf(made)],
    )
  },
  async getMade(query: Query, hash: ContentHash, name: string): Promise<Uint8Array | undefined> {
    const sql = 'select made from attachment_made where hash = $1 and name = $2'
    return (await query<MadeRow>(sql, [hash, name]))[0]?.made
  },
  async get(query: Query, hash: ContentHash): Promise<Uint8Array | undefined> {
    const [row] = await query<ContentRow>('select content from attachments where hash = $1', [hash])
    return row && checkedContent(row.content, hash)
  },
  async touch(query: Query, hashes: readonly ContentHash[]): Promise<readonly ContentHash[]> {
    if (hashes.length === 0) return []
    // In one order, so that two who touch the same do not wait for each other.
    const rows = await query<HashRow>(
      `update attachments set touched_at = clock_timestamp() where hash in (
         select hash from attachments where hash = any($1) order by hash for update
       ) returning hash`,
      [hashes],
    )
    const found = new Set(rows.map(({ hash }) => hash))
    return hashes.filter((hash) => !found.has(hash))
  },
  /** Notes what messages or calls of a session refer to, within the transaction that stores them. */
  async note(query: Query, sessionKey: number, referred: readonly ContentHash[]): Promise<void> {
    const hashes = [...new Set(referred)]
    if (hashes.length === 0) return
    await query(
      'insert into attachment_uses (session_key, hash) select $1, unnest($2::text[]) on conflict do nothing',
      [sessionKey, hashes],
    )
  },
  async sweep(query: Query, unusedForMs: number): Promise<number> {
    const old = contentHashSchema
      .array()
      .parse((await query<HashRow>(oldSql, [unusedForMs])).map(({ hash }) => hash))
    let removed = 0
    for (let from = 0; from < old.length; from += batch) {
      removed += (await query(sweepSql, [old.slice(from, from + batch), unusedForMs])).length
    }
    return removed
  },
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
