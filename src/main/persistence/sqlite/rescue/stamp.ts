/** A time in the name of a file, to the second, in UTC: `20261120T091233Z`. */
export function stampOf(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

/** The time that a name bears, in milliseconds; undefined when it bears none. */
export function timeOfStamp(name: string): number | undefined {
  const found = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(name)
  if (!found) return undefined
  const [, year, month, day, hour, minute, second] = found
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? undefined : time
}
