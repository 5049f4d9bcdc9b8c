import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pdfOf } from '../../../src/main/attachments/testing/documents.ts'
import { pictureOf } from '../../specs/support/picture.ts'
import type { Journey, Stage } from '../stage.ts'

const contents = {
  'Harbour at dawn.png': pictureOf(900, 600),
  'Quarterly figures of the northern region, final.pdf': pdfOf('Dear Ada'),
  'notes.md': Buffer.from('# Notes\n\nFirst words.'),
  'setup.exe': Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
}

const drag = ({ page }: Stage, type: string) =>
  page.evaluate((name) => {
    const data = new DataTransfer()
    data.items.add(new File(['a'], 'a.txt'))
    document.body.dispatchEvent(new DragEvent(name, { bubbles: true, dataTransfer: data }))
  }, type)

/** Pictures and files with a message. */
export const files: Journey = {
  name: 'files',
  provider: true,
  async prepare(profile) {
    await Promise.all(Object.entries(contents).map(([name, bytes]) => writeFile(join(profile, name), bytes)))
  },
  screens: [
    {
      name: 'files-in-the-message',
      async go({ button, message, page, profile }) {
        const [chooser] = await Promise.all([
          page.waitForEvent('filechooser'),
          button('Attach files').click(),
        ])
        await chooser.setFiles(Object.keys(contents).map((name) => join(profile, name)))
        await page.getByRole('alert').waitFor()
        await button('Remove {name}').nth(2).waitFor()
        await message.fill('What is in these?')
      },
      shows: ({ page }) => page.getByRole('alert'),
    },
    {
      name: 'files-dropped',
      go: (stage) => drag(stage, 'dragenter'),
      shows: ({ said }) => said('Drop files to attach them'),
      leave: (stage) => drag(stage, 'dragleave'),
    },
    {
      name: 'files-in-the-chat',
      async go({ answered, ask }) {
        await ask('What is in these?')
        await answered()
      },
      shows: ({ transcript }) => transcript.locator('.media-picture img'),
    },
    {
      name: 'lightbox',
      go: ({ transcript }) => transcript.locator('.media-picture').click(),
      shows: ({ page }) => page.getByRole('dialog').getByRole('img'),
    },
  ],
}
