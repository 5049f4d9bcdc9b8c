import { deflateRawSync } from 'node:zlib'
import { zipSync, strToU8 } from 'fflate'

/** A PDF of one page with these words, and a script that would run when it is opened. */
export function pdfOf(words: string): Uint8Array {
  const content = `BT /F1 24 Tf 72 700 Td (${words}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (globalThis.ranScript = true; app.alert(1)) >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF`
  return strToU8(`${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}${end}`, true)
}

/** A document of Word. */
export function wordOf(body: string): Uint8Array {
  return packed({ 'word/document.xml': `<w:document><w:body>${body}</w:body></w:document>` })
}

/** A file that packs these texts. */
export function packed(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}

/** A picture of one pixel. */
export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A document of Word that unpacks to so many bytes, whatever it claims. */
export function bombOf(bytes: number, claimed: number): Uint8Array {
  const name = Buffer.from('word/document.xml')
  const content = deflateRawSync(Buffer.alloc(bytes), { level: 1 })
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32LE(content.length, 4)
  sizes.writeUInt32LE(claimed, 8)
  const names = Buffer.alloc(4)
  names.writeUInt16LE(name.length, 0)
  // Version, flags, method, time: of these only the method is looked at.
  const how = Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0])
  const entry = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), how, sizes, names, name, content])
  const rest = Buffer.alloc(14)
  const listed = [Buffer.from('PK\x01\x02\x14\0', 'latin1'), how, sizes, names, rest, name]
  const list = Buffer.concat(listed)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(entry.length, 16)
  return Buffer.concat([entry, list, end])
}
