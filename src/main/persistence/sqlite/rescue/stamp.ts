/** A time in the name of a file, to the second, in UTC: `20261120T091233Z`. */
function stampOf(time: number): string {
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

/** The stamp of a time, or of the first second after it whose stamp is not taken: no file may replace another. */
export function freeStamp(time: number, isTaken: (stamp: string) => boolean): string {
  for (let free = time; ; free += 1000) {
    const stamp = stampOf(free)
    if (!isTaken(stamp)) return stamp
  }
}
