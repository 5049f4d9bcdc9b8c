import { expect, test } from 'vitest'
import { toolPrefix } from '../../contract/mcp.ts'
import { createLineSplitter } from './line-splitter.ts'
import { createOutputTail } from './output-tail.ts'
import { qualifiedName } from './tool-names.ts'

test('MC-15 a tool is named by its server, in letters that every provider takes', () => {
  expect(qualifiedName(toolPrefix('files'), 'read_file')).toBe('files__read_file')
  expect(toolPrefix('Träger & Söhne')).toBe('Trager_Sohne')
  expect(toolPrefix('a__b')).toBe('a_b')
  expect(toolPrefix('日本語')).toBe('server')
})

test('MC-15 whatever a tool is called, its name fits, is plain, and differs from that of any other', () => {
  const prefix = toolPrefix('x'.repeat(64))
  const tools = [
    'a'.repeat(200),
    `${'a'.repeat(200)}b`,
    'read file',
    'read.file',
    'read/file',
    'read_file',
    '…',
    '„',
    'calculator',
  ]
  const names = tools.map((tool) => qualifiedName(prefix, tool))
  expect(new Set(names).size).toBe(tools.length)
  for (const name of names) expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/)
  // A tool that is called as another one's name came out to be.
  const [marked = ''] = names
  const forged = marked.slice(prefix.length + 2)
  expect(qualifiedName(prefix, forged)).not.toBe(marked)
})

test('MC-13 lines come out whole however they are cut, and one that is too long stops it all', () => {
  const split = createLineSplitter(8)
  const pieces = ['ab', 'c\nde', '\n', '\nfgh', 'ijklm\n', 'later\n'].map((text) => split(Buffer.from(text)))
  expect(pieces).toEqual([[], ['abc'], ['de'], [''], ['fghijklm'], ['later']])
  expect(split(Buffer.from('123456789'))).toBeUndefined()
  expect(split(Buffer.from('\nnext\n'))).toBeUndefined()
})

test('of what a process says the last lines stay, without colours and tricks', () => {
  const tail = createOutputTail()
  tail.add('first\n'.repeat(10_000))
  tail.add('\u001B[31mred\u001B[0m and \u202Eturned\n')
  tail.add('half a ')
  tail.add('line')
  expect(tail.lines()).toHaveLength(40)
  expect(tail.lines().slice(-2)).toEqual(['red and  turned', 'half a line'])
})
