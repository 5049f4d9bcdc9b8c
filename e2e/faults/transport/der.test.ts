import { expect, test } from 'vitest'
import { integer } from './der.ts'

test.each([
  ['as it is', [0x12, 0x34], '02021234'],
  ['with a zero that keeps it above nothing', [0x80, 0x01], '0203008001'],
  ['without a zero that is not needed', [0x00, 0x12, 0x34], '02021234'],
  ['with only the zero that is needed', [0x00, 0x00, 0xff], '020200ff'],
])('a number is written in its shortest form: %s', (_, bytes, hex) => {
  expect(integer(Uint8Array.from(bytes)).toString('hex')).toBe(hex)
})
