import { zipSync, type Zippable } from 'fflate'
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

// Nothing is ever written from a packed file: what its names say leads nowhere.
test.each([
  '../../conversations.json',
  '/etc/conversations.json',
  '..\\..\\conversations.json',
  'C:\\conversations.json',
  'conversations.json/../../secret.json',
])('SF-11 of a packed file named %s at most a text comes out', async (name) => {
  const files = await filesOf(zipSync({ [name]: encoder.encode('[1]') }))
  expect(files).toEqual(name.endsWith('/conversations.json') ? ['[1]'] : [])
})

test('SF-11 a link is the text that it holds, and of two files of one name both come out', async () => {
  const link = {
    'conversations.json': [encoder.encode('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }],
  } as const
  expect(await filesOf(zipSync(link as unknown as Zippable))).toEqual(['/etc/passwd'])
  const one = zipSync({ 'conversations.json': encoder.encode('[1]') }, { level: 0 })
  const two = zipSync({ 'conversations.json': encoder.encode('[2]') }, { level: 0 })
  // The entries of both, without the list of them at the end.
  const entries = [one, two].map((zip) => zip.slice(0, zip.length - 22 - 46 - 'conversations.json'.length))
  expect(await filesOf(new Blob(entries))).toEqual(['[1]', '[2]'])
})

test('SF-11 of a file that unpacks to a thousand times its size no more is held than a piece', async () => {
  const packed = zipSync({ 'conversations.json': new Uint8Array(6_000_000).fill(32) })
  expect(packed.length).toBeLessThan(50_000)
  let longest = 0
  let all = 0
  for await (const { text } of filePieces(new Blob([packed]), () => undefined)) {
    longest = Math.max(longest, text.length)
    all += text.length
  }
  expect(all).toBe(6_000_000)
  expect(longest).toBeLessThanOrEqual(1_000_000)
})

test('SF-11 a thousand files that are none of ours are passed over', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, index) => [`${index}.txt`, new Uint8Array()]),
  )
  expect(await filesOf(zipSync({ ...many, 'conversations.json': encoder.encode('[1]') }))).toEqual(['[1]'])
})
