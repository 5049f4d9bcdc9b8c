import { z } from 'zod'
import { defineTool, type Tool } from './define-tool.ts'
import { askForJson } from './fetching/ask-service.ts'
import type { GuardedFetch } from './fetching/guarded-fetch.ts'
import { weatherWords } from './weather-words.ts'

const name = 'Open-Meteo'
const place = z.string().trim().min(1).max(200)

const input = z
  .object({
    location: place.optional().describe('A city, such as Paris or Paris, Texas.'),
    city: place.optional().describe('Another name for location.'),
    unit: z.enum(['celsius', 'fahrenheit']).optional().describe('Default: celsius.'),
  })
  .refine(({ location, city }) => (location ?? city) !== undefined, 'name a place in location')

const placesSchema = z.object({
  // Left out where nothing was found.
  results: z
    .array(
      z.object({
        name: z.string(),
        latitude: z.number(),
        longitude: z.number(),
        country: z.string().optional(),
        admin1: z.string().optional(),
      }),
    )
    .default([]),
})
type Place = z.infer<typeof placesSchema>['results'][number]

const forecastSchema = z.object({
  timezone: z.string(),
  current: z.object({
    time: z.string(),
    temperature_2m: z.number(),
    apparent_temperature: z.number(),
    relative_humidity_2m: z.number(),
    weather_code: z.number(),
    wind_speed_10m: z.number(),
  }),
  current_units: z.object({ temperature_2m: z.string(), wind_speed_10m: z.string() }),
  daily: z.object({
    time: z.array(z.string()),
    weather_code: z.array(z.number().nullable()),
    temperature_2m_max: z.array(z.number().nullable()),
    temperature_2m_min: z.array(z.number().nullable()),
    precipitation_probability_max: z.array(z.number().nullable()),
  }),
})

/** The weather of a place now and in the next days. By https://open-meteo.com/en/docs. */
export function createGetWeather(fetch: GuardedFetch): Tool {
  return defineTool({
    name: 'get_weather',
    description: 'Tells the weather of a place now and for the next three days.',
    input,
    effect: 'network',
    async run({ location, city = '', unit = 'celsius' }, { signal }) {
      const wanted = location ?? city
      const found = await findPlace(fetch, wanted, signal)
      return { place: nameOf(found), ...(await forecastFor(fetch, found, unit, signal)), source: name }
    },
  })
}

// The service knows bare names only; what stands behind a comma says which of them is meant.
async function findPlace(fetch: GuardedFetch, wanted: string, signal: AbortSignal): Promise<Place> {
  const [bare = wanted, ...where] = wanted.split(',').map((part) => part.trim().toLowerCase())
  const query = new URLSearchParams({ name: bare, count: '10', language: 'en', format: 'json' })
  const url = `https://geocoding-api.open-meteo.com/v1/search?${query.toString()}`
  const { results } = await askForJson(fetch, { name, url }, placesSchema, signal)
  const fits = (candidate: Place) =>
    where.every((part) => part !== '' && nameOf(candidate).toLowerCase().includes(part))
  const found = results.find(fits) ?? results[0]
  if (!found) throw new Error(`no place "${wanted}" is known; write the name of a city`)
  return found
}

async function forecastFor(
  fetch: GuardedFetch,
  { latitude, longitude }: Place,
  unit: string,
  signal: AbortSignal,
) {
  const query = new URLSearchParams({
    latitude: String(latitude),
    longitude: String(longitude),
    current: 'temperature_2m,apparent_temperature,relative_humidity_2m,weather_code,wind_speed_10m',
    daily: 'weather_code,temperature_2m_max,temperature_2m_min,precipitation_probability_max',
    temperature_unit: unit,
    wind_speed_unit: unit === 'fahrenheit' ? 'mph' : 'kmh',
    timezone: 'auto',
    forecast_days: '4',
  })
  const url = `https://api.open-meteo.com/v1/forecast?${query.toString()}`
  const { current, current_units, daily, timezone } = await askForJson(
    fetch,
    { name, url },
    forecastSchema,
    signal,
  )
  return {
    time: current.time,
    timezone,
    temperature: current.temperature_2m,
    feels_like: current.apparent_temperature,
    unit: current_units.temperature_2m,
    conditions: weatherWords(current.weather_code),
    humidity_percent: current.relative_humidity_2m,
    wind: `${current.wind_speed_10m} ${current_units.wind_speed_10m}`,
    days: daily.time.map((date, day) => ({
      date,
      lowest: daily.temperature_2m_min[day],
      highest: daily.temperature_2m_max[day],
      conditions: weatherWords(daily.weather_code[day]),
      rain_percent: daily.precipitation_probability_max[day],
    })),
  }
}

function nameOf({ name: bare, admin1, country }: Place): string {
  return [bare, admin1, country].filter((part) => part !== undefined && part !== '').join(', ')
}
