import { createHash } from 'node:crypto'
import { expect, describe, it, test } from 'vitest'
import { maxAttachmentBytes } from '../../contract/attachment.ts'
import { codeOf } from '../core/testing/code-of.ts'
import { createContentTools } from './content-tools.ts'
import { runExtraction } from './extract/run-extraction.ts'
import { bombOf, packed, pdfOf, pixel, wordOf } from './testing/documents.ts'

const tools = createContentTools()
const bytesOf = (text: string) => new TextEncoder().encode(text)
const slide = (text: string) => `<p:sld><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What a file is taken for, and the text that was taken out of it. */
async function read(name: string, bytes: Uint8Array) {
  const { attachment, contents } = await tools.readFile(name, bytes)
  expect(contents.get(attachment.hash)).toBe(bytes)
  const extracted = attachment.type === 'file' ? attachment.extracted : undefined
  const text = extracted && contents.get(extracted.hash)
  expect(extracted?.size).toBe(text?.byteLength)
  return { ...attachment, words: text && tools.toText(text) }
}

test('AT-01 a file is named by the hash of its bytes', async () => {
  const { hash, size } = await read('a.txt', bytesOf('Grüße'))
  expect(hash).toBe(sha256(bytesOf('Grüße')))
  expect(size).toBe(7)
})

describe('AT-07 what a file is', () => {
  it('its bytes tell, and not its name', async () => {
    expect(await read('letter.txt', pixel)).toMatchObject({
      type: 'image',
      mediaType: 'image/png',
      width: 1,
      height: 1,
    })
    expect(await read('photo.png', bytesOf('words'))).toMatchObject({ type: 'file', mediaType: 'text/plain' })
    expect(await read('report.docx', pdfOf('Hello'))).toMatchObject({
      mediaType: 'application/pdf',
      pages: 1,
    })
  })

  it.each([
    ['a program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
    ['a picture of iPhones', Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1', 'latin1')],
    ['a packed file that is no document', packed({ 'a.txt': 'a' })],
  ])('is refused by name: %s', async (name, bytes) => {
    expect(await codeOf(tools.readFile(name, bytes))).toBe('attachment-unsupported')
  })

  it('SVG is a text, and never a picture', async () => {
    expect(await read('a.svg', bytesOf('<svg onload="alert(1)"/>'))).toMatchObject({
      type: 'file',
      mediaType: 'text/plain',
    })
  })

  it('is refused when it is empty or too large', async () => {
    expect(await codeOf(tools.readFile('a', new Uint8Array()))).toBe('attachment-empty')
    const large = new Uint8Array(maxAttachmentBytes + 1).fill(97)
    expect(await codeOf(tools.readFile('a.txt', large))).toBe('attachment-too-large')
  })

  it('a text of 49 MB is taken as it is', async () => {
    expect(await read('large.csv', new Uint8Array(49_000_000).fill(97))).toMatchObject({
      mediaType: 'text/csv',
      size: 49_000_000,
      words: undefined,
    })
  })
})

describe('AT-08 SF-13 a name', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ada\\..\\a.txt', 'a.txt'],
    ['a\u0000b\n.txt', 'ab.txt'],
    ['invoice\u202Efdp.exe.txt', 'invoicefdp.exe.txt'],
    ['..', 'file'],
    ['photo\u202Egnp.exe', 'photognp.exe'],
    ['run\u2066.txt\u2069.sh', 'run.txt.sh'],
    ['a\u{e0041}b.txt', 'ab.txt'],
    ['\\\\host\\share\\a.exe', 'a.exe'],
    ['a.txt:evil.exe', 'a.txt_evil.exe'],
    ['CON.txt', '_CON.txt'],
    ['nul', '_nul'],
    ['a.exe. .', 'a.exe'],
    ['.bashrc', '.bashrc'],
    ['folder/', 'folder'],
    ['$(id).sh', '$(id).sh'],
    ['-rf', '-rf'],
    ['', 'file'],
    [`${'x'.repeat(400)}.pdf`, `${'x'.repeat(196)}.pdf`],
  ])('has nothing in it but a name: %j', async (given, name) => {
    expect((await read(given, bytesOf('text'))).name).toBe(name)
  })
})

describe('AT-09 the text of a document', () => {
  it('is that of a PDF, page by page, and its script never runs', async () => {
    expect((await read('a.pdf', pdfOf('Hello PDF'))).words).toBe('[1]\nHello PDF')
    expect(globalThis).not.toHaveProperty('ranScript')
  })

  it('is that of Word: paragraphs, tabs and tables, entities, no markup', async () => {
    const body =
      '<w:p><w:r><w:t>One &amp; &#x1F9FA;</w:t><w:tab/><w:t xml:space="preserve"> two</w:t></w:r></w:p>' +
      '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>' +
      '<w:p><w:instrText>HIDDEN</w:instrText><w:r><w:t>&lt;end&gt;</w:t></w:r></w:p>'
    expect((await read('a.docx', wordOf(body))).words).toBe('One & 🧺\t two\nA \tB\n<end>')
  })

  it('is that of Excel: each sheet by its name, each row a line', async () => {
    const sheet =
      '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1"><v>4.5</v></c></row>' +
      '<row r="2"><c r="A2" t="inlineStr"><is><t>in line</t></is></c></row></sheetData></worksheet>'
    const bytes = packed({
      'xl/workbook.xml':
        '<workbook><sheets><sheet name="Sums &amp; so" sheetId="1" r:id="rId1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/sharedStrings.xml': '<sst><si><t>zero</t></si><si><r><t>on</t></r><r><t>e</t></r></si></sst>',
      'xl/worksheets/sheet1.xml': sheet,
    })
    expect((await read('a.xlsx', bytes)).words).toBe('Sheet: Sums & so\none\t\t4.5\nin line')
  })

  it('is that of PowerPoint, slide by slide in their order, with the notes', async () => {
    const bytes = packed({
      'ppt/presentation.xml': '<p/>',
      'ppt/slides/slide10.xml': slide('ten'),
      'ppt/slides/slide2.xml': slide('two'),
      'ppt/notesSlides/notesSlide2.xml': slide('say it'),
    })
    expect((await read('a.pptx', bytes)).words).toBe('Slide 2\ntwo\nNotes: say it\n\nSlide 10\nten')
  })

  it('is a text of another writing in UTF-8', async () => {
    const bytes = Buffer.from('\ufeffGrüße', 'utf16le')
    expect((await read('a.txt', bytes)).words).toBe('Grüße')
    expect((await read('a.txt', Buffer.from('Grüße', 'latin1'))).words).toBe('Grüße')
  })
})

describe('AT-10 a document that attacks', () => {
  it.each([160_000_000, 10])('is not unpacked beyond a limit, when it claims %i bytes', async (claimed) => {
    const bomb = bombOf(160_000_000, claimed)
    expect(bomb.byteLength).toBeLessThan(1_000_000)
    expect(await codeOf(tools.readFile('bomb.docx', bomb))).toBe('attachment-packed-too-tight')
  })

  it('is read where it is none', async () => {
    expect((await read('small.docx', bombOf(100, 100))).words).toBeUndefined()
  })

  it.each([
    ['cut off', pdfOf('Hello').subarray(0, 60)],
    ['packed and cut off', wordOf('<w:p/>').subarray(0, 40)],
  ])('is refused with the reason: %s', async (name, bytes) => {
    expect(await codeOf(tools.readFile(name, bytes))).toBe('attachment-unreadable')
  })

  it('ends when it takes too long, and the reason is told', async () => {
    const extraction = await runExtraction(
      { kind: 'pdf', bytes: pdfOf('Hello') },
      { withinMs: 1, memoryMb: 64 },
    )
    expect(extraction).toEqual({ outcome: 'unreadable', reason: 'it took longer than 0.001 seconds' })
  })
})
