import {
  ClientOfflineError,
  ErrorReply,
  ReconnectStrategyError,
  SocketClosedUnexpectedlyError,
} from '@redis/client'
import { describe, expect, it } from 'vitest'
import { ParleyError } from '../../core/errors.ts'
import { storageFailure } from './redis-failure.ts'

const failureOf = (error: unknown) => storageFailure(error, 'h:1').failure

describe('what an error of Redis means', () => {
  const answers: readonly (readonly [message: string, code: string])[] = [
    ['WRONGPASS invalid username-password pair or user is disabled.', 'storage-refused'],
    ['NOAUTH Authentication required.', 'storage-refused'],
    ["NOPERM this user has no permissions to run the 'set' command", 'storage-refused'],
    ["ERR The user executing the script can't run this command or subcommand script: 1", 'storage-refused'],
    ['ERR AUTH <password> called without any password configured for the default user.', 'storage-refused'],
    ['LOADING Redis is loading the dataset in memory', 'storage-unreachable'],
    ["READONLY You can't write against a read only replica.", 'storage-unreachable'],
    ['MASTERDOWN Link with MASTER is down', 'storage-unreachable'],
    ['BUSY Redis is busy running a script.', 'storage-unreachable'],
    ['ERR max number of clients reached', 'storage-unreachable'],
    ["OOM command not allowed when used memory > 'maxmemory'.", 'storage-full'],
    ['MISCONF Errors writing to the AOF file: No space left on device', 'storage-full'],
    ['ERR Error running script: @user_script: 12: -READONLY You cannot', 'storage-unreachable'],
    ['WRONGTYPE Operation against a key holding the wrong kind of value', 'storage-failed'],
    ['REFUSED session s1 is not there', 'storage-failed'],
  ]
  it.each(answers)('of "%s"', (message, code) => {
    expect(failureOf(new ErrorReply(message))).toMatchObject({
      code,
      retryable: code === 'storage-unreachable',
    })
  })

  it('of a connection: it may be better later', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' })
    const errors = [
      refused,
      new ClientOfflineError(),
      new SocketClosedUnexpectedlyError(),
      new ReconnectStrategyError(refused, undefined),
      new AggregateError([refused, refused]),
    ]
    for (const error of errors) {
      expect(failureOf(error)).toMatchObject({ code: 'storage-unreachable', retryable: true })
      expect(failureOf(error).params?.['reason']).toBeTruthy()
    }
  })

  it('of our own: it stays what it is', () => {
    const own = new ParleyError('input-invalid', { params: { detail: 'x' } })
    expect(storageFailure(own, 'h:1')).toBe(own)
    expect(failureOf(new TypeError('Invalid argument type'))).toMatchObject({ code: 'storage-failed' })
  })
})
