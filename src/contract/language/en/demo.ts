/** What the demo model says. */
export const demo = {} as const
