import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { codeOf } from '../../core/testing/code-of.ts'
import { readAddress } from './address.ts'

describe('the address of a Redis server', () => {
  it('is a host, with a port or without', () => {
    expect(readAddress('localhost')).toMatchObject({ host: 'localhost:6379', database: 0 })
    expect(readAddress('10.0.0.1:7000')).toMatchObject({
      socket: { host: '10.0.0.1', port: 7000, tls: false },
    })
    expect(readAddress('[::1]:7000')).toMatchObject({
      host: '[::1]:7000',
      socket: { host: '::1', port: 7000 },
    })
  })

  it('is a URL with everything that one may hold', () => {
    expect(readAddress('rediss://ann:p%40ss@db.example:7000/3')).toStrictEqual({
      host: 'db.example:7000',
      socket: { host: 'db.example', port: 7000, tls: true },
      username: 'ann',
      password: 'p@ss',
      database: 3,
    })
  })

  const broken = ['', 'http://localhost', 'redis://', 'localhost:port', 'redis://h/name', '::1']
  it.each(broken)('is not "%s"', async (text) => {
    expect(await codeOf(Promise.resolve(text).then(readAddress))).toBe('input-invalid')
  })

  it('is not repeated when it cannot be read', async () => {
    const read = Promise.resolve('redis://:s3cret%ZZ@h').then(readAddress)
    expect(await codeOf(read)).toBe('input-invalid')
    expect(await read.catch((error: unknown) => inspect(error))).not.toContain('s3cret')
  })
})
