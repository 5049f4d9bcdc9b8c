import { expect, test } from 'vitest'
import { otherFonts } from './fonts.ts'

const fonts = { latin: [233.1, 12, 3], chinese: [128, 14, 2] }

test('fonts that another rasteriser draws are the same fonts', () => {
  expect(otherFonts(fonts, { ...fonts, latin: [233.6, 12, 4] })).toEqual([])
})

test('fonts are others whose letters are wider or higher, or that are not there', () => {
  expect(otherFonts(fonts, { ...fonts, latin: [230.9, 12, 3] })).toEqual(['latin'])
  expect(otherFonts(fonts, { ...fonts, chinese: [128, 17, 2] })).toEqual(['chinese'])
  expect(otherFonts(fonts, { latin: fonts.latin })).toEqual(['chinese'])
})
