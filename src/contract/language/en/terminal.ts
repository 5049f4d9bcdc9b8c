/** The terminal: help, banner, labels. */
export const terminal = {} as const
