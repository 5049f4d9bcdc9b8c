/** One step of the schema. `up` is SQL that leads from the version before to this one. */
export interface Migration {
  readonly version: number
  readonly up: string
}

/**
 * The schema as data, oldest first. A step that was released is never edited: a later one changes what it made.
 *
 * `position` keeps the order in which rows came, which no clock can disturb. `expires_at` waits for the periodic
 * clean-up; until then nothing sets or reads it, nor `deleted_at` outside sessions.
 */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    up: `
      create table sessions (
        id text primary key not null,
        title text not null,
        titled_by_user integer not null,
        leaf_id text references messages (id),
        created_at integer not null,
        updated_at integer not null,
        deleted_at integer,
        expires_at integer,
        deleted integer not null generated always as (deleted_at is not null) virtual
      ) strict;
      create index sessions_by_change on sessions (deleted, updated_at desc, id);

      create table runs (
        position integer primary key,
        id text not null unique,
        session_id text not null references sessions (id),
        user_message_id text not null,
        status text not null,
        ended integer not null,
        options text not null,
        usage text not null,
        cost real,
        failure text,
        incomplete_reason text,
        required_action text,
        created_at integer not null,
        ended_at integer,
        deleted_at integer,
        expires_at integer
      ) strict;
      create index runs_by_session on runs (session_id, position);
      create index runs_open on runs (position) where ended = 0;

      create table messages (
        id text primary key not null,
        session_id text not null references sessions (id),
        parent_id text references messages (id) check (parent_id <> id),
        role text not null,
        parts text not null,
        run_id text references runs (id),
        finish_reason text,
        usage text,
        model text,
        provider text,
        created_at integer not null,
        deleted_at integer,
        expires_at integer
      ) strict;
      create index messages_by_session on messages (session_id);
      create index messages_by_parent on messages (parent_id);

      create table tool_calls (
        position integer primary key,
        message_id text not null references messages (id),
        call_id text not null,
        run_id text not null references runs (id),
        session_id text not null references sessions (id),
        status text not null,
        record text not null,
        deleted_at integer,
        expires_at integer,
        unique (message_id, call_id)
      ) strict;
      create index tool_calls_by_session on tool_calls (session_id, position);

      create table run_events (
        run_id text not null references runs (id),
        seq integer not null,
        event text not null,
        deleted_at integer,
        expires_at integer,
        primary key (run_id, seq)
      ) strict, without rowid;
    `,
  },
]
