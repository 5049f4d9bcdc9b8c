import { expect, test } from 'vitest'
import { messageOf } from '../testing/store-fixture.ts'
import { photoPart } from '../ports/attachment-store.conformance.ts'
import { noTaint } from './judge.ts'
import { taintOf } from './taint.ts'

test('AP-04 AP-07 a file that a user attached may hold words of strangers, and is the user’s own', () => {
  const asked = messageOf('m1', null)
  expect(taintOf([asked], [])).toEqual(noTaint)
  const withFile = messageOf('m2', 'm1', { parts: [photoPart] })
  expect(taintOf([asked, withFile], [])).toEqual({ untrusted: true, personal: true })
})
