function say(): void {}

/**
 * What every client library is told. Our own limits end a request and we ask again ourselves, so it gets the longest
 * time that a timer can hold, in milliseconds, and no second try. It prints nothing: what it would print can hold what
 * the user wrote.
 */
export const sdkOptions = {
  maxRetries: 0,
  timeout: 2_147_483_647,
  logLevel: 'off',
  logger: { error: say, warn: say, info: say, debug: say },
} as const
