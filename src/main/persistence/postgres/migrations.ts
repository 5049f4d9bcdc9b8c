/** One step of the schema. `up` is SQL that leads from the version before to this one. */
export interface Migration {
  readonly version: number
  readonly up: string
}

/**
 * The schema as data, oldest first. A step that was released is never edited: a later one changes what it made.
 *
 * A session has a `key` of its own, to which everything in it refers: its `id` belongs to it only until it is in the
 * trash. Keys also keep the order in which rows came, which no clock can disturb. Ids compare by code point. Times that
 * people look for with SQL are timestamps; the others are milliseconds since 1970 UTC. The `expires_at` and
 * `deleted_at` of a session hold for everything in it; null means never.
 *
 * `said` is what search looks at, without case and accents, and `grams` are the pieces of it by which an index finds
 * any part of a word.
 */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    up: `
      create table sessions (
        key bigint generated always as identity primary key,
        id text collate "C" not null,
        title text not null,
        titled_by_user boolean not null,
        leaf_id text collate "C",
        folder text collate "C",
        tags jsonb,
        metadata jsonb,
        ttl_ms bigint,
        pinned_at bigint,
        archived_at bigint,
        created_at bigint not null,
        updated_at bigint not null,
        expires_at timestamptz,
        deleted_at timestamptz,
        shelf text collate "C" not null generated always as (
          case when deleted_at is not null then 'deleted' when archived_at is not null then 'archived'
            when pinned_at is not null then 'pinned' else 'active' end
        ) stored
      );
      create unique index sessions_live_id on sessions (id) where deleted_at is null;
      create index sessions_by_id on sessions (id);
      create index sessions_by_change on sessions (shelf, updated_at desc, id, key);
      create index sessions_by_folder on sessions (folder, shelf, updated_at desc, id, key) where folder is not null;
      create index sessions_by_end on sessions (expires_at) where deleted_at is null and expires_at is not null;
      create index sessions_by_deletion on sessions (deleted_at) where deleted_at is not null;

      create table runs (
        key bigint generated always as identity primary key,
        session_key bigint not null references sessions on delete cascade,
        id text collate "C" not null,
        user_message_id text collate "C" not null,
        status text not null,
        ended boolean not null,
        owner bigint,
        options jsonb not null,
        usage jsonb not null,
        cost double precision,
        failure jsonb,
        incomplete_reason text,
        required_action jsonb,
        created_at bigint not null,
        ended_at bigint,
        expires_at timestamptz,
        deleted_at timestamptz,
        unique (session_key, id)
      );
      create index runs_by_id on runs (id);
      create index runs_open on runs (key) where not ended;

      create table messages (
        key bigint generated always as identity unique,
        session_key bigint not null references sessions on delete cascade,
        id text collate "C" not null,
        parent_id text collate "C",
        role text not null,
        parts jsonb not null,
        run_id text collate "C",
        finish_reason text,
        usage jsonb,
        model text collate "C",
        provider text,
        created_at bigint not null,
        said text collate "C" not null,
        grams integer[] not null,
        expires_at timestamptz,
        deleted_at timestamptz,
        primary key (session_key, id),
        foreign key (session_key, parent_id) references messages (session_key, id),
        foreign key (session_key, run_id) references runs (session_key, id)
      );
      create index messages_by_id on messages (id);
      create index messages_by_parent on messages (session_key, parent_id);
      create index messages_by_run on messages (session_key, run_id);
      create index messages_by_age on messages (created_at desc, key desc) where said <> '';
      create index messages_by_gram on messages using gin (grams);
      alter table sessions add foreign key (key, leaf_id) references messages (session_key, id)
        deferrable initially deferred;

      create table tool_calls (
        key bigint generated always as identity unique,
        session_key bigint not null references sessions on delete cascade,
        message_id text collate "C" not null,
        call_id text collate "C" not null,
        run_id text collate "C" not null,
        status text not null,
        record jsonb not null,
        expires_at timestamptz,
        deleted_at timestamptz,
        primary key (session_key, message_id, call_id),
        foreign key (session_key, message_id) references messages (session_key, id),
        foreign key (session_key, run_id) references runs (session_key, id)
      );
      create index tool_calls_by_run on tool_calls (session_key, run_id);

      create table run_events (
        run_key bigint not null references runs on delete cascade,
        seq integer not null,
        event jsonb not null,
        expires_at timestamptz,
        deleted_at timestamptz,
        primary key (run_key, seq)
      );
    `,
  },
  { version: 2, up: 'alter table messages add column wire jsonb' },
  { version: 3, up: 'create index runs_by_message on runs (session_key, user_message_id)' },
  {
    // Content is named by its hash and belongs to every session that refers to it, so it has no end of its own.
    version: 4,
    up: `
      create table attachments (
        hash text collate "C" primary key,
        content bytea not null,
        touched_at timestamptz not null,
        expires_at timestamptz,
        deleted_at timestamptz
      );
      alter table attachments alter column content set storage external;
      create table attachment_uses (
        session_key bigint not null references sessions on delete cascade,
        hash text collate "C" not null,
        expires_at timestamptz,
        deleted_at timestamptz,
        primary key (session_key, hash)
      );
      create index attachment_uses_by_hash on attachment_uses (hash);
    `,
  },
  {
    // What can be made of content again, such as vectors, goes with it.
    version: 5,
    up: `
      create table attachment_made (
        hash text collate "C" not null references attachments on delete cascade,
        name text collate "C" not null,
        made bytea not null,
        expires_at timestamptz,
        deleted_at timestamptz,
        primary key (hash, name)
      );
      alter table attachment_made alter column made set storage external;
    `,
  },
  { version: 6, up: 'alter table sessions add column marks jsonb' },
]
