import { DatabaseError } from 'pg'
import { expect, it } from 'vitest'
import { ParleyError } from '../../core/errors.ts'
import { endsConnection, isUndone, postgresFailure } from './postgres-failure.ts'

const address = { host: 'db', port: 5432, database: 'chats', user: 'me', password: 'secret' }
const fromServer = (code: string) => Object.assign(new DatabaseError('its words', 0, 'error'), { code })
const fromNode = (code: string, words = `connect ${code}`) => Object.assign(new Error(words), { code })

it.each([
  ['a shutdown', fromServer('57P01'), 'storage-unreachable', true],
  ['a start', fromServer('57P03'), 'storage-unreachable', true],
  ['too many connections', fromServer('53300'), 'storage-unreachable', true],
  ['a limit of time', fromServer('57014'), 'storage-unreachable', true],
  ['a refused connection', fromNode('ECONNREFUSED'), 'storage-unreachable', true],
  ['a host with several addresses', fromNode('ECONNREFUSED', ''), 'storage-unreachable', true],
  ['a cut connection', new Error('Connection terminated unexpectedly'), 'storage-unreachable', true],
  ['a wrong password', fromServer('28P01'), 'storage-refused', false],
  ['no rights', fromServer('42501'), 'storage-refused', false],
  ['a server that only reads', fromServer('25006'), 'storage-refused', false],
  ['a foreign certificate', fromNode('SELF_SIGNED', 'self-signed certificate'), 'storage-refused', false],
  ['no password', new Error('SASL: client password must be a string'), 'storage-refused', false],
  ['a full disk', fromServer('53100'), 'storage-full', false],
  ['a damaged table', fromServer('XX001'), 'storage-corrupt', false],
  ['a deadlock', fromServer('40P01'), 'storage-failed', true],
  ['a broken rule', fromServer('23503'), 'storage-failed', false],
  ['anything else', new TypeError('no'), 'storage-failed', false],
])('names %s', (_name, error, code, retryable) => {
  const { failure } = postgresFailure(error, address)
  expect(failure).toMatchObject({ code, retryable })
  expect(failure.message).not.toContain('secret')
  expect(failure.message).not.toMatch(/[{}]|\(\)/)
})

it('leaves alone what has a name', () => {
  const named = new ParleyError('input-invalid')
  expect(postgresFailure(named, address)).toBe(named)
})

it('knows which errors leave no connection behind, and which ask for another try', () => {
  const ends = ['57P01', '25006', '57014', '23503', '40P01'].filter((code) =>
    endsConnection(fromServer(code)),
  )
  expect(ends).toStrictEqual(['57P01', '25006'])
  expect([isUndone(fromServer('40001')), isUndone(fromServer('23505'))]).toStrictEqual([true, false])
})
