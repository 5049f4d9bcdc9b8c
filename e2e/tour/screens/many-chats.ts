import { longChat, seedChats } from '../../specs/support/seed.ts'
import type { Journey } from '../stage.ts'

/** A window that has been used for long: finding, naming, putting away and bringing back. */
export const manyChats: Journey = {
  name: 'many chats',
  provider: true,
  prepare: seedChats,
  screens: [
    {
      name: 'long-chat',
      go: ({ session }) => session(longChat).click(),
      shows: ({ transcript }) => transcript.getByText('Answer 200.'),
    },
    {
      name: 'long-chat-reading',
      async go({ button, page, transcript }) {
        await transcript.hover()
        await page.mouse.wheel(0, -2000)
        await button('Jump to newest').waitFor()
      },
      shows: ({ button }) => button('Jump to newest'),
    },
    {
      name: 'rename',
      wideOnly: true,
      go: ({ session }) => session('Why the label').press('F2'),
      shows: ({ find }) => find('textbox', 'Title'),
      leave: ({ page }) => page.keyboard.press('Escape'),
    },
    {
      name: 'session-menu',
      wideOnly: true,
      async go({ page, session, sessions, words }) {
        await session('Compare three').hover()
        await sessions
          .getByRole('button', { name: words('More for {title}') })
          .and(page.getByRole('button', { name: /Compare three/ }))
          .first()
          .click()
      },
      shows: ({ find }) => find('menuitem', 'Archive'),
    },
    {
      name: 'folder-dialog',
      wideOnly: true,
      go: ({ find }) => find('menuitem', 'Folder…').click(),
      shows: ({ find }) => find('button', 'Move'),
      leave: ({ page }) => page.keyboard.press('Escape'),
    },
    {
      name: 'undo-toast',
      async go({ button, session }) {
        await session('Why the label').press('Delete')
        // While it has the focus it stays, however long the looking takes.
        await button('Undo').focus()
      },
      shows: ({ button }) => button('Undo'),
    },
    {
      name: 'trash',
      go: ({ button }) => button('Trash').click(),
      shows: ({ button }) => button('Restore {title}'),
    },
    {
      name: 'trash-sure',
      go: ({ button }) => button('Empty Trash').click(),
      shows: ({ page }) => page.getByRole('alertdialog'),
    },
    {
      name: 'trash-empty',
      go: ({ page, words }) =>
        page
          .getByRole('alertdialog')
          .getByRole('button', { name: words('Delete for good') })
          .click(),
      shows: ({ said }) => said('Trash is empty'),
    },
    {
      name: 'archive-empty',
      go: ({ button }) => button('Archive').click(),
      shows: ({ said }) => said('The archive is empty'),
    },
    {
      name: 'archive',
      async go({ button, find, page, session, sessions, words }) {
        await session('Compare three').hover()
        await sessions
          .getByRole('button', { name: words('More for {title}') })
          .and(page.getByRole('button', { name: /Compare three/ }))
          .first()
          .click()
        await find('menuitem', 'Archive').click()
        await button('Bring back {title}').waitFor()
      },
      shows: ({ button }) => button('Bring back {title}'),
    },
    {
      name: 'search',
      async go({ page }) {
        await page.keyboard.press('Control+k')
        await page.getByRole('option').first().waitFor()
      },
      shows: ({ page }) => page.getByRole('option').first(),
    },
    {
      name: 'search-commands',
      async go({ find, page }) {
        await find('combobox', 'Search').fill('>')
        await page.getByRole('option').first().waitFor()
      },
      shows: ({ page }) => page.getByRole('option').first(),
    },
    {
      name: 'search-messages',
      async go({ find, page }) {
        await find('combobox', 'Search').fill('question 42 bag')
        await page.getByRole('option', { name: /Question 42/ }).waitFor()
      },
      shows: ({ page }) => page.getByRole('option', { name: /Question 42/ }),
    },
    {
      name: 'search-nothing',
      async go({ find, said }) {
        await find('combobox', 'Search').fill('nowhere to be found')
        await said('Nothing has “{asked}”').waitFor()
      },
      shows: ({ said }) => said('Nothing has “{asked}”'),
      leave: ({ page }) => page.keyboard.press('Escape'),
    },
    {
      name: 'many-chats',
      async go({ page, sessions }) {
        await sessions.hover()
        await page.mouse.wheel(0, 1500)
        await sessions.getByRole('button', { name: /^Notes 60/ }).waitFor()
      },
      shows: ({ page }) => page.locator('main'),
    },
  ],
}
