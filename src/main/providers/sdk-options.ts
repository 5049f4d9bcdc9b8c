/** Our own limits end a request, so the client libraries get the longest time that a timer can hold. */
export const longestTimeoutMs = 2_147_483_647

function say(): void {}

/** The client libraries print nothing: what they would print can hold what the user wrote. */
export const silentLogger = { error: say, warn: say, info: say, debug: say } as const
