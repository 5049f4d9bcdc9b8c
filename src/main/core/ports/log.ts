export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

/** The process's diary. Never a message text, a key, a header or a request body. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}
