import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { callService } from './fetching/testing/call-service.ts'
import { createGetWeather } from './get-weather.ts'

const paris = { id: 2988507, name: 'Paris', latitude: 48.85341, longitude: 2.3488, elevation: 42 }
const places = {
  results: [
    { ...paris, feature_code: 'PPLC', country_code: 'FR', country: 'France', admin1: 'Île-de-France' },
    {
      ...paris,
      id: 4717560,
      latitude: 33.66094,
      longitude: -95.55551,
      country: 'United States',
      admin1: 'Texas',
    },
  ],
  generationtime_ms: 0.6,
}
const forecast = {
  latitude: 48.86,
  longitude: 2.3399997,
  generationtime_ms: 0.1,
  utc_offset_seconds: 3600,
  timezone: 'Europe/Paris',
  timezone_abbreviation: 'GMT+1',
  elevation: 43,
  current_units: {
    time: 'iso8601',
    interval: 'seconds',
    temperature_2m: '°C',
    apparent_temperature: '°C',
    relative_humidity_2m: '%',
    weather_code: 'wmo code',
    wind_speed_10m: 'km/h',
  },
  current: {
    time: '2026-11-20T21:00',
    interval: 900,
    temperature_2m: 7.4,
    apparent_temperature: 4.9,
    relative_humidity_2m: 81,
    weather_code: 61,
    wind_speed_10m: 11.2,
  },
  daily_units: { time: 'iso8601', weather_code: 'wmo code', temperature_2m_max: '°C' },
  daily: {
    time: ['2026-11-20', '2026-11-21'],
    weather_code: [61, 3],
    temperature_2m_max: [9.1, 10.4],
    temperature_2m_min: [4.2, 5.0],
    precipitation_probability_max: [88, null],
  },
}
const openMeteo: RequestListener = ({ headers }, response) =>
  void response.end(JSON.stringify(headers.host?.startsWith('geocoding') ? places : forecast))

test('S3-20 get_weather takes a city and tells the weather now and in the next days', async () => {
  const { result, requests } = await callService(createGetWeather, { city: 'Paris' }, openMeteo)
  expect(result).toMatchObject({
    place: 'Paris, Île-de-France, France',
    temperature: 7.4,
    unit: '°C',
    conditions: 'light rain',
    wind: '11.2 km/h',
    days: [
      { date: '2026-11-20', lowest: 4.2, highest: 9.1, conditions: 'light rain', rain_percent: 88 },
      { date: '2026-11-21', rain_percent: null },
    ],
    source: 'Open-Meteo',
  })
  expect(requests.map(({ headers }) => headers.host)).toEqual([
    'geocoding-api.open-meteo.com',
    'api.open-meteo.com',
  ])
  expect(requests[1]?.url).toContain('latitude=48.85341&longitude=2.3488')
})

test('S4-13 get_weather takes a location and a unit', async () => {
  const input = { location: 'Paris, Texas', unit: 'fahrenheit' }
  const { requests } = await callService(createGetWeather, input, openMeteo)
  expect(requests[0]?.url).toContain('name=paris&')
  expect(requests[1]?.url).toMatch(/latitude=33.66.*temperature_unit=fahrenheit&wind_speed_unit=mph/)
})

const nothing: RequestListener = (_, response) => void response.end('{"generationtime_ms":0.3}')
const ask = async (input: object) => (await callService(createGetWeather, input, nothing)).error

test('S4-13 without a place, with an unknown one, and with an odd unit it says what to do', async () => {
  expect(await ask({})).toContain('name a place in location')
  expect(await ask({ city: 'Xyzzy' })).toContain('no place "Xyzzy" is known')
  expect(await ask({ city: 'Paris', unit: 'kelvin' })).toContain('unit')
})

test('what is no answer of the service is told as such', async () => {
  const { error } = await callService(
    createGetWeather,
    { city: 'Paris' },
    (_, response) => void response.end('<html>'),
  )
  expect(error).toContain('Open-Meteo gave an answer that is not understood')
})
