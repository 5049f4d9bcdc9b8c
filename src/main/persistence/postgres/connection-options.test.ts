import { expect, it } from 'vitest'
import { codeOf } from '../../core/testing/code-of.ts'
import { nameOf, readAddress } from './connection-options.ts'

it('reads the address of a database from a URL', () => {
  expect(readAddress('postgresql://me:p%40ss@db.example:6543/chats?sslmode=verify-full')).toStrictEqual({
    host: 'db.example',
    port: 6543,
    database: 'chats',
    user: 'me',
    password: 'p@ss',
    tls: 'verified',
  })
  expect(readAddress('postgres:///chats?host=/run/postgresql')).toStrictEqual({
    host: '/run/postgresql',
    port: 5432,
    database: 'chats',
    user: 'postgres',
    tls: 'off',
  })
  expect(readAddress('postgres://host/chats?sslmode=require').tls).toBe('unverified')
})

it.each(['', 'chats', 'mysql://me:secret@host/chats', 'postgres://me:secret@host'])(
  'refuses %j without repeating it',
  async (text) => {
    const reading = Promise.resolve().then(() => readAddress(text))
    expect(await codeOf(reading)).toBe('input-invalid')
    await expect(reading).rejects.not.toThrow('secret')
  },
)

it('names a database without user and password', () => {
  expect(nameOf(readAddress('postgres://me:secret@host/chats'))).toBe('postgresql://host:5432/chats')
})
