/** The window and the browser page. */
export const window = {} as const
