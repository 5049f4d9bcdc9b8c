import { z } from 'zod'
import { defineTool, type Tool } from './define-tool.ts'

// The abbreviations that people and models write for a place, as zones that know daylight saving time.
const places: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  GMT: 'UTC',
  EST: 'America/New_York',
  EDT: 'America/New_York',
  EASTERN: 'America/New_York',
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  CENTRAL: 'America/Chicago',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  PACIFIC: 'America/Los_Angeles',
  MST: 'America/Denver',
  MDT: 'America/Denver',
  MOUNTAIN: 'America/Denver',
}

const zoneField = z
  .string()
  .max(64)
  .optional()
  .describe('UTC, EST, PST, CST, an IANA name such as Asia/Tokyo, or local. Default: local.')

/**
 * The clock under the names by which programs and models know it, each for a set of tools of its own. `now` gives
 * milliseconds since 1970 UTC.
 */
export function createClockTools(now: () => number): readonly Tool[] {
  const clock = (name: string, description: string) =>
    defineTool({
      name,
      description,
      input: z.object({ timezone: zoneField }),
      effect: 'read',
      run: ({ timezone = '' }) => describe(now(), timezone.trim()),
    })
  return [
    clock('current_time', 'Tells the current time, date and weekday in a time zone.'),
    clock('get_time', 'Tells what time it is in a time zone.'),
    clock('get_current_time', 'Tells the current date and time.'),
  ]
}

function describe(now: number, timezone: string) {
  const zone = zoneOf(timezone)
  const part = partsOf(now, zone)
  return {
    timezone: timezone === '' ? 'local' : timezone,
    time: `${part('hour')}:${part('minute')}:${part('second')}`,
    date: `${part('year')}-${part('month')}-${part('day')}`,
    weekday: part('weekday'),
  }
}

function zoneOf(timezone: string): string | undefined {
  if (timezone === '' || timezone.toLowerCase() === 'local') return undefined
  return places[timezone.toUpperCase()] ?? timezone
}

function partsOf(now: number, timeZone: string | undefined): (type: Intl.DateTimeFormatPartTypes) => string {
  const format = formatFor(timeZone)
  const parts = format.formatToParts(now)
  return (type) => parts.find((part) => part.type === type)?.value ?? ''
}

function formatFor(timeZone: string | undefined): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      ...(timeZone && { timeZone }),
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  } catch {
    throw new Error(`there is no time zone "${timeZone}"; use an IANA name such as Europe/Paris, or UTC`)
  }
}
