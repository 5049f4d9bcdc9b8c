import { expect, test } from 'vitest'
import { seenText, visiblePieces, visibleText } from './visible-text.ts'

test.each([
  ['a mark that turns the direction', 'safe\u202Etxt.exe', 'safe\\u{202e}txt.exe'],
  ['letters of tags', 'hi\u{E0041}\u{E0042}', 'hi\\u{e0041}\\u{e0042}'],
  ['a joiner of no width', 'rm\u200B -rf', 'rm\\u{200b} -rf'],
  ['a control', 'a\u0007\u001B[31mb', 'a\\u{7}\\u{1b}[31mb'],
  ['a filler', 'x\u3164y', 'x\\u{3164}y'],
  ['half of a pair', 'x\uD800y', 'x\\u{d800}y'],
  ['100 KB of room', `ok${' '.repeat(100_000)}rm -rf`, 'ok\\u{20}×100000rm -rf'],
  ['a flood of lines', `ok${'\n'.repeat(500)}rm -rf`, 'ok\\n×500rm -rf'],
])('AP-08 %s is spelled out', (_, given, shown) => {
  expect(visibleText(given)).toBe(shown)
  expect(visiblePieces(given).some(({ mark }) => mark)).toBe(true)
})

test('AP-08 what can be seen stays as it is', () => {
  const seen = 'Grüße, 你好, שלום, 🎌 = "x"\n\tnext\n\n  two'
  expect(visiblePieces(seen)).toEqual([{ text: seen, mark: false }])
})

test('RX-19 RX-20 in code, links and output what is not seen is spelled out, and room and emoji stay', () => {
  const output = `\u001B[31mred\u001B]52;c;aGk=\u0007${' '.repeat(40)}x\n\n\n\n\n\n\n\ty`
  expect(seenText(output)).toBe(`\\u{1b}[31mred\\u{1b}]52;c;aGk=\\u{7}${' '.repeat(40)}x\n\n\n\n\n\n\n\ty`)
  expect(seenText('pay\u202Epal \u{E0041}')).toBe('pay\\u{202e}pal \\u{e0041}')
  expect(seenText('👩‍👩‍👧 ✔️ 1️⃣')).toBe('👩‍👩‍👧 ✔️ 1️⃣')
  expect(seenText('ad\u200Dmin')).toBe('ad\\u{200d}min')
})
