/** A place that people ask the time of. */
export interface Place {
  readonly name: string
  /** An IANA time zone, or UTC. */
  readonly timezone: string
}

const cities: Readonly<Record<string, string>> = {
  Amsterdam: 'Europe/Amsterdam',
  Athens: 'Europe/Athens',
  Auckland: 'Pacific/Auckland',
  Baghdad: 'Asia/Baghdad',
  Bangkok: 'Asia/Bangkok',
  Barcelona: 'Europe/Madrid',
  Beijing: 'Asia/Shanghai',
  Bengaluru: 'Asia/Kolkata',
  Berlin: 'Europe/Berlin',
  Bogotá: 'America/Bogota',
  Boston: 'America/New_York',
  Brussels: 'Europe/Brussels',
  Bucharest: 'Europe/Bucharest',
  Budapest: 'Europe/Budapest',
  'Buenos Aires': 'America/Argentina/Buenos_Aires',
  Cairo: 'Africa/Cairo',
  'Cape Town': 'Africa/Johannesburg',
  Chicago: 'America/Chicago',
  Copenhagen: 'Europe/Copenhagen',
  Dallas: 'America/Chicago',
  Delhi: 'Asia/Kolkata',
  Denver: 'America/Denver',
  Dhaka: 'Asia/Dhaka',
  Dubai: 'Asia/Dubai',
  Dublin: 'Europe/Dublin',
  Frankfurt: 'Europe/Berlin',
  Geneva: 'Europe/Zurich',
  Hamburg: 'Europe/Berlin',
  Hanoi: 'Asia/Ho_Chi_Minh',
  Helsinki: 'Europe/Helsinki',
  'Hong Kong': 'Asia/Hong_Kong',
  Honolulu: 'Pacific/Honolulu',
  Istanbul: 'Europe/Istanbul',
  Jakarta: 'Asia/Jakarta',
  Jerusalem: 'Asia/Jerusalem',
  Johannesburg: 'Africa/Johannesburg',
  Karachi: 'Asia/Karachi',
  Kathmandu: 'Asia/Kathmandu',
  Kyiv: 'Europe/Kyiv',
  Kyoto: 'Asia/Tokyo',
  Lagos: 'Africa/Lagos',
  Lima: 'America/Lima',
  Lisbon: 'Europe/Lisbon',
  London: 'Europe/London',
  'Los Angeles': 'America/Los_Angeles',
  Madrid: 'Europe/Madrid',
  Manila: 'Asia/Manila',
  Melbourne: 'Australia/Melbourne',
  'Mexico City': 'America/Mexico_City',
  Miami: 'America/New_York',
  Milan: 'Europe/Rome',
  Montreal: 'America/Toronto',
  Moscow: 'Europe/Moscow',
  Mumbai: 'Asia/Kolkata',
  Munich: 'Europe/Berlin',
  Nairobi: 'Africa/Nairobi',
  'New York': 'America/New_York',
  Osaka: 'Asia/Tokyo',
  Oslo: 'Europe/Oslo',
  Paris: 'Europe/Paris',
  Perth: 'Australia/Perth',
  Prague: 'Europe/Prague',
  Reykjavik: 'Atlantic/Reykjavik',
  'Rio de Janeiro': 'America/Sao_Paulo',
  Riyadh: 'Asia/Riyadh',
  Rome: 'Europe/Rome',
  'San Francisco': 'America/Los_Angeles',
  Santiago: 'America/Santiago',
  'São Paulo': 'America/Sao_Paulo',
  Seattle: 'America/Los_Angeles',
  Seoul: 'Asia/Seoul',
  Shanghai: 'Asia/Shanghai',
  Singapore: 'Asia/Singapore',
  Stockholm: 'Europe/Stockholm',
  Sydney: 'Australia/Sydney',
  Taipei: 'Asia/Taipei',
  Tehran: 'Asia/Tehran',
  'Tel Aviv': 'Asia/Jerusalem',
  Tokio: 'Asia/Tokyo',
  Tokyo: 'Asia/Tokyo',
  Toronto: 'America/Toronto',
  Vancouver: 'America/Vancouver',
  Vienna: 'Europe/Vienna',
  Warsaw: 'Europe/Warsaw',
  Washington: 'America/New_York',
  Zurich: 'Europe/Zurich',
  东京: 'Asia/Tokyo',
  纽约: 'America/New_York',
}

const zones: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  GMT: 'UTC',
  EST: 'America/New_York',
  CST: 'America/Chicago',
  PST: 'America/Los_Angeles',
}

const iana = /\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)(?:\/\w+)+/g

/** Finds the places that a text names, each once, in the order in which they stand there. */
export function findPlaces(text: string): readonly Place[] {
  const plain = withoutAccents(text)
  const named = Object.entries({ ...cities, ...zones }).flatMap(([name, timezone]) => {
    const at = plain.search(
      new RegExp(`(?<![\\w/])${withoutAccents(name)}(?![\\w/])`, name in zones ? '' : 'i'),
    )
    return at < 0 ? [] : [{ at, place: { name, timezone } }]
  })
  const exact = [...plain.matchAll(iana)].map(({ 0: timezone, index: at }) => ({
    at,
    place: { name: timezone.split('/').at(-1)?.replaceAll('_', ' ') ?? timezone, timezone },
  }))
  return [...named, ...exact].sort((a, b) => a.at - b.at).map(({ place }) => place)
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '')
}
