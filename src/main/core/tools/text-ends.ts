/** The share of the end: errors and sums stand there. */
const endShare = 0.2

/** The beginning and the end of a text, and between them what is said of the rest: how much it is, and where it begins. */
export function ends(text: string, limit: number, said: (left: number, from: number) => string): string {
  const end = Math.floor(limit * endShare)
  const start = limit - end
  const line = said(text.length - limit, start)
  return `${text.slice(0, start).toWellFormed()}\n\n${line}\n\n${text.slice(text.length - end).toWellFormed()}`
}
