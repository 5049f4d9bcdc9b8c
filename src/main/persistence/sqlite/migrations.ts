/** One step of the schema. `up` is SQL that leads from the version before to this one. */
export interface Migration {
  readonly version: number
  readonly up: string
}

/**
 * The schema as data, oldest first. A step that was released is never edited: a later one changes what it made.
 *
 * `position` keeps the order in which rows came, which no clock can disturb. `deleted_at` and `expires_at` are those
 * of the session; what belongs to it goes with it, so nothing sets or reads them in the other tables.
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
  {
    // An id names one session at a time and may be given away once that one lies in the trash, so everything refers to
    // a key of our own. A key is what used to be the id.
    version: 2,
    up: `
      drop index sessions_by_change;
      alter table sessions drop column deleted;
      alter table sessions rename column id to key;
      alter table runs rename column session_id to session_key;
      alter table messages rename column session_id to session_key;
      alter table tool_calls rename column session_id to session_key;

      alter table sessions add column id text not null default '';
      update sessions set id = key;
      alter table sessions add column pinned_at integer;
      alter table sessions add column archived_at integer;
      alter table sessions add column ttl_ms integer;
      alter table sessions add column folder text;
      alter table sessions add column tags text;
      alter table sessions add column metadata text;
      alter table sessions add column shelf text not null generated always as (
        case when deleted_at is not null then 'deleted' when archived_at is not null then 'archived'
          when pinned_at is not null then 'pinned' else 'active' end) virtual;
      create unique index sessions_alive on sessions (id) where deleted_at is null;
      create index sessions_deleted on sessions (id, deleted_at) where deleted_at is not null;
      create index sessions_by_change on sessions (shelf, updated_at desc, id);
      create index sessions_by_folder on sessions (folder, shelf, updated_at desc, id) where folder is not null;
      create index sessions_by_end on sessions (expires_at) where expires_at is not null and deleted_at is null;

      alter table messages add column position integer;
      update messages set position = rowid;
      create unique index messages_by_position on messages (position);
      drop index messages_by_session;
      create index messages_by_session on messages (session_key, position);
    `,
  },
  {
    // Only indexes: the text is that of the messages. The rowid is a message's position. Between the characters of
    // languages that put no space between words there is one in the words, so that each can be found.
    version: 3,
    up: `
      create virtual table message_words using fts5 (
        text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
      create virtual table message_trigrams using fts5 (
        text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1');
      insert into message_words (message_words, rank) values ('secure-delete', 1);
      insert into message_trigrams (message_trigrams, rank) values ('secure-delete', 1);
      insert into message_words (rowid, text)
        select position, spaced(searchable(role, parts)) from messages where role in ('user', 'assistant');
      insert into message_trigrams (rowid, text)
        select position, searchable(role, parts) from messages where role in ('user', 'assistant');
    `,
  },
  {
    // An index that only marks what was deleted keeps its words in the file. This one takes them out, for which it must
    // be told the old text. In a large index that takes its time, so what was purged waits in a table until its turn.
    version: 4,
    up: `
      create table search_removals (position integer primary key, text text not null) strict;
      drop table message_words;
      drop table message_trigrams;
      create virtual table message_words using fts5 (
        text, content = '', tokenize = 'unicode61 remove_diacritics 2');
      create virtual table message_trigrams using fts5 (
        text, content = '', tokenize = 'trigram remove_diacritics 1');
      insert into message_words (message_words, rank) values ('secure-delete', 1);
      insert into message_trigrams (message_trigrams, rank) values ('secure-delete', 1);
      insert into message_words (rowid, text)
        select position, spaced(searchable(role, parts)) from messages where searchable(role, parts) <> '';
      insert into message_trigrams (rowid, text)
        select position, searchable(role, parts) from messages where searchable(role, parts) <> '';
    `,
  },
  { version: 5, up: 'alter table messages add column wire text' },
  // A page of a chat asks for the runs of its own messages, not for those of the whole chat.
  { version: 6, up: 'create index runs_by_message on runs (user_message_id)' },
  {
    // Which content the messages of a session refer to; the content itself lies in files.
    version: 7,
    up: `
      create table attachment_uses (
        hash text not null,
        session_key text not null references sessions (key),
        primary key (hash, session_key)
      ) strict, without rowid;
      create index attachment_uses_by_session on attachment_uses (session_key);
    `,
  },
  // What of a session's messages later requests leave out, keep, or shorten.
  { version: 8, up: 'alter table sessions add column marks text' },
  {
    // What is removed must be looked for in all that may refer to it, which without these is a walk over whole tables.
    version: 9,
    up: `
      create index sessions_by_leaf on sessions (leaf_id) where leaf_id is not null;
      create index messages_by_run on messages (run_id) where run_id is not null;
      create index tool_calls_by_run on tool_calls (run_id);
    `,
  },
]
