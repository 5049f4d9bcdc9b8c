import { expect, it } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { PART_CHARACTERS, PART_LINES, useShownPart } from './shown-part.ts'

it('RX-21 shows whole lines of a text, and more of it with each wish, to its end', async () => {
  const text = `${'x'.repeat(99)}\n`.repeat(5000)
  const { result, act } = await renderHook(() => useShownPart(text, false))
  const lengths = [result.current.shown.length]
  while (result.current.rest > 0) {
    await act(() => result.current.more())
    lengths.push(result.current.shown.length)
  }
  expect(lengths).toEqual([PART_CHARACTERS, 2 * PART_CHARACTERS, text.length])
  expect(result.current.shown).toBe(text)
})

it('RX-21 shows no more lines than it may, and never half of a pair', async () => {
  const lines = await renderHook(() => useShownPart('a\n'.repeat(1_000_000), false))
  expect(lines.result.current.shown).toBe('a\n'.repeat(PART_LINES))
  const pairs = await renderHook(() => useShownPart(`x${'🎌'.repeat(PART_CHARACTERS)}`, false))
  expect(pairs.result.current.shown).toBe(`x${'🎌'.repeat(PART_CHARACTERS / 2 - 1)}`)
})

it('a rest that is small is shown too, once the text does not grow any more', async () => {
  const start = 'word '.repeat(PART_CHARACTERS / 5)
  const shownOf = async (rest: string, growing: boolean) =>
    (await renderHook(() => useShownPart(start + rest, growing))).result.current.shown.length
  expect(await shownOf('x', false)).toBe(PART_CHARACTERS + 1)
  expect(await shownOf('x', true)).toBe(PART_CHARACTERS)
  expect(await shownOf('x'.repeat(PART_CHARACTERS / 10 + 1), false)).toBe(PART_CHARACTERS)
  expect(await shownOf('\n'.repeat(PART_LINES / 2), false)).toBe(PART_CHARACTERS)
})

it('RX-21 a full part stays as it is while the text grows, and is read anew once it does not', async () => {
  const start = 'word '.repeat(PART_CHARACTERS / 5)
  const hook = await renderHook((props?: { text: string; growing: boolean }) =>
    useShownPart(props?.text ?? start, props?.growing ?? true),
  )
  expect(hook.result.current.rest).toBe(0)
  await hook.rerender({ text: `${start}more`, growing: true })
  expect(hook.result.current).toMatchObject({ shown: start, rest: 4 })
  await hook.rerender({ text: `other ${start}`, growing: false })
  expect(hook.result.current.shown.startsWith('other ')).toBe(true)
})
