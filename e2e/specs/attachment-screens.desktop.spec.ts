import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pdfOf } from '../../src/main/attachments/testing/documents.ts'
import { expect, test } from '../harness/fixtures.ts'
import { expectAccessible } from './support/axe.ts'
import { chooseFiles } from './support/choose-files.ts'
import { pictureOf } from './support/picture.ts'
import { takesOf } from './support/screens.ts'
import { windowOf } from './support/window.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`screens of attached files, ${colorScheme}`, async ({ launch, profile }, { project }) => {
    const files = {
      'Harbour at dawn.png': pictureOf(900, 600),
      'Quarterly figures of the northern region, final.pdf': pdfOf('Dear Ada'),
      'notes.md': Buffer.from('# Notes\n\nFirst words.'),
      'setup.exe': Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
    }
    const paths: string[] = []
    for (const [name, bytes] of Object.entries(files)) {
      paths.push(join(profile, name))
      await writeFile(join(profile, name), bytes)
    }
    const { page } = await launch({ colorScheme, reducedMotion: 'reduce' })
    const window = windowOf(page)
    const take = takesOf(page, project.name, colorScheme)
    await chooseFiles(page, 'Attach files', ...paths)
    await expect(page.getByRole('alert').getByText(/Parley cannot read “setup.exe”/)).toBeVisible()
    await window.message.fill('What is in these?')
    await take('attach-composer')
    await expectAccessible(page, 'composer with files')
    await page.evaluate(() => {
      const data = new DataTransfer()
      data.items.add(new File(['a'], 'a.txt'))
      document.body.dispatchEvent(new DragEvent('dragenter', { bubbles: true, dataTransfer: data }))
    })
    await expect(page.getByText('Drop files to attach them')).toBeVisible()
    await take('attach-drop', 'once')
    await page.evaluate(() => {
      const data = new DataTransfer()
      data.items.add(new File(['a'], 'a.txt'))
      document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true, dataTransfer: data }))
    })
    await window.ask('What is in these?')
    await window.answered()
    await expect(window.transcript.getByRole('button', { name: 'Open Harbour at dawn.png' })).toBeVisible()
    await take('attach-transcript')
    await window.transcript.getByRole('button', { name: 'Open Harbour at dawn.png' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await take('attach-large')
    await expectAccessible(page, 'a picture in large')
  })
}
