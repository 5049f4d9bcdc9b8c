import { expect, test } from 'vitest'
import { brands } from './catalog.ts'

test('every brand has an id of its own, and with its protocol an address', () => {
  const reached = brands.filter(({ protocol }) => protocol !== 'demo')
  expect(new Set(brands.map(({ id }) => id)).size).toBe(brands.length)
  expect(new Set(reached.map(({ protocol, baseUrl }) => `${protocol} ${baseUrl}`)).size).toBe(reached.length)
})

test('a service is reached by https, says where its keys are made and by which variable they come', () => {
  const services = brands.filter(({ local, protocol }) => !local && protocol !== 'demo')
  // Azure has an address for each customer; GitHub's variable is set on many machines for something else.
  const addresses = services.filter(({ id }) => id !== 'azure').map(({ baseUrl }) => URL.parse(baseUrl))
  const variables = services.filter(({ id }) => id !== 'github').map(({ keyVariable }) => keyVariable)
  for (const { keyPageUrl, needsKey } of services) {
    expect(URL.parse(keyPageUrl ?? '')).toMatchObject({ protocol: 'https:' })
    expect(needsKey).toBe(true)
  }
  for (const address of addresses) expect(address).toMatchObject({ protocol: 'https:', search: '' })
  for (const variable of variables) expect(variable).toMatch(/^[A-Z_]+_API_KEY$|^HF_TOKEN$/)
})

test('a server of this computer is reached by its usual port, needs no key and is nobody’s default', () => {
  const servers = brands.filter(({ local }) => local)
  expect(servers.map(({ id }) => id)).toEqual(['ollama', 'lm-studio', 'llama-cpp', 'vllm'])
  for (const { baseUrl, needsKey, defaultModel } of servers) {
    expect(URL.parse(baseUrl)).toMatchObject({ protocol: 'http:', hostname: '127.0.0.1' })
    expect({ needsKey, defaultModel }).toEqual({ needsKey: false, defaultModel: '' })
  }
})

test('the demo needs nothing and is the last choice', () => {
  expect(brands.at(-1)).toMatchObject({ protocol: 'demo', needsKey: false, defaultModel: 'demo' })
})
