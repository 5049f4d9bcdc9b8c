import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { filePieces } from './file-pieces.ts'

async function filesOf(content: BlobPart): Promise<readonly string[]> {
  const files: string[] = []
  let text = ''
  for await (const piece of filePieces(new Blob([content]), () => undefined)) {
    text += piece.text
    if (!piece.last) continue
    files.push(text)
    text = ''
  }
  expect(text).toBe('')
  return files
}

const encoder = new TextEncoder()

test('a file is one text, however its characters lie in the bytes', async () => {
  const text = '🧺é'.repeat(100_000)
  expect(await filesOf(text)).toEqual([text])
  expect(await filesOf('')).toEqual([''])
})

test('a long text comes in pieces that the core takes, and its bytes are counted', async () => {
  const read: number[] = []
  const lengths: number[] = []
  const file = new Blob(['x'.repeat(2_500_000)])
  for await (const { text } of filePieces(file, (bytes) => read.push(bytes))) lengths.push(text.length)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(1_000_000)
  expect(read.at(-1)).toBe(2_500_000)
})

test('of a packed file the texts with chats come out, one after the other', async () => {
  const long = `["${'🧺'.repeat(200_000)}"]`
  const packed = zipSync({
    'user.json': encoder.encode('{}'),
    'conversations-000.json': encoder.encode('[0]'),
    'folder/conversations-001.json': encoder.encode(long),
    'shared_conversations.json': encoder.encode('[2]'),
  })
  expect(await filesOf(packed)).toEqual(['[0]', long])
})

test('a packed file without chats has no text, and a damaged one is refused', async () => {
  expect(await filesOf(zipSync({ 'user.json': encoder.encode('{}') }))).toEqual([])
  const packed = zipSync({ 'conversations.json': encoder.encode('[1,2,3]'.repeat(1000)) })
  const damaged = packed.map((byte, index) => (index > 55 && index < 70 ? byte ^ 255 : byte))
  await expect(filesOf(damaged)).rejects.toThrow(/invalid|unexpected/)
  await expect(filesOf(packed.slice(0, 60))).rejects.toThrow(/invalid|unexpected/)
})
