import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chatgptExport } from '../../specs/support/chatgpt-export.ts'
import { en } from '../../../src/contract/language/en/index.ts'
import type { Journey, Screen } from '../stage.ts'
import { localApiAsked, localApiOn, localApiTaken } from './local-api.ts'
import { libraryForms, libraryInChat, prepareLibrary, updateFound } from './library.ts'

const ownTool = `export default {
  name: 'shout',
  description: 'Says a text in capital letters.',
  input: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
  effect: 'read',
  run: ({ text }) => text.toUpperCase(),
}
`

const databaseLost =
  'The database at {host} cannot be reached ({reason}). Check that it runs and that its address is right.'

/** A page of the settings as it is opened. */
function page(name: string, english: string): Screen {
  return {
    name: `settings-${name}`,
    go: ({ settings }) => settings(english),
    shows: ({ find }) => find('heading', english).first(),
  }
}

/** Further down on the page that is open. */
function below(name: string, heading: string): Screen {
  return {
    name: `settings-${name}`,
    top: ({ said }) => said(heading).last(),
    shows: ({ said }) => said(heading).last(),
  }
}

/** Every page of the settings but those of providers and of servers. */
export const settingsPages: Journey = {
  name: 'settings',
  provider: true,
  // The first backup is made half a minute after the start, and the one that is asked for may come before or behind it.
  settings: { storage: { backup: { everyMs: null } } },
  async prepare(profile) {
    await prepareLibrary(profile)
    await mkdir(join(profile, 'tools'), { recursive: true })
    await writeFile(join(profile, 'tools', 'shout.mjs'), ownTool)
    await writeFile(join(profile, 'conversations.json'), chatgptExport)
    await writeFile(join(profile, 'notes.json'), 'Just notes.')
  },
  screens: [
    page('default-model', 'Default model'),
    {
      name: 'settings-open-list',
      go: ({ find }) => find('combobox', 'Provider').click(),
      shows: ({ page: shown }) => shown.getByRole('listbox'),
      leave: ({ page: shown }) => shown.keyboard.press('Escape'),
    },
    ...libraryForms,
    page('run', 'Run'),
    below('run-writing', 'Writing'),
    below('run-long-chats', 'Long chats'),
    page('approvals', 'Tools and approvals'),
    below('approvals-tools', 'Tools'),
    below('approvals-services', 'Services that tools ask'),
    below('approvals-folders', 'Folders'),
    below('approvals-own-tools', 'Your own tools'),
    {
      name: 'settings-own-tool-read',
      go: ({ button }) => button('Read {file}').click(),
      shows: ({ button }) => button('Use {file} as it is now'),
    },
    page('local-api', 'Local API'),
    localApiOn(),
    localApiAsked(),
    {
      name: 'settings-local-api-renew',
      go: ({ button }) => button('Make a new one…').click(),
      // What a dialog lies over has no roles.
      top: ({ page: shown }) => shown.locator('.page-head h1'),
      shows: ({ page: shown }) => shown.getByRole('alertdialog'),
      leave: ({ page: shown }) => shown.keyboard.press('Escape'),
    },
    localApiTaken(),
    page('limits', 'Limits'),
    page('usage', 'Usage'),
    page('storage', 'Storage'),
    {
      name: 'settings-storage-backups',
      async go({ button, said }) {
        await button('Back up now').click()
        await said('The backup was made and read back.').waitFor()
        await button('Restore…').click()
      },
      shows: ({ button }) => button('Restore: {when}').first(),
    },
    {
      name: 'settings-storage-imported',
      async go({ page: shown, profile, said }) {
        await shown.locator('input[type=file]').setInputFiles(join(profile, 'conversations.json'))
        await said('{count} chat was left out: there is no message in it.').scrollIntoViewIfNeeded()
      },
      shows: ({ said }) => said('{count} chat was left out: there is no message in it.'),
    },
    {
      name: 'settings-storage-refused',
      go: ({ page: shown, profile }) =>
        shown.locator('input[type=file]').setInputFiles(join(profile, 'notes.json')),
      shows: ({ said }) => said(en['failure.import-unknown']),
    },
    {
      name: 'settings-storage-failed',
      async go({ button, find, page: shown, words }) {
        await shown.getByRole('radio', { name: words('PostgreSQL') }).click()
        await find('textbox', 'Address').fill('postgres://ada@127.0.0.1:1/chats')
        await button('Test').click()
      },
      shows: ({ said }) => said(databaseLost).first(),
    },
    {
      name: 'settings-storage-move',
      async go({ button, page: shown, words }) {
        await shown.getByRole('radio', { name: words('Memory') }).click()
        await button('Move my chats here').click()
      },
      shows: ({ page: shown }) => shown.getByRole('alertdialog'),
      leave: ({ page: shown }) => shown.keyboard.press('Escape'),
    },
    page('appearance', 'Appearance'),
    below('appearance-reading', 'Reading'),
    below('appearance-movement', 'Movement and screen readers'),
    below('appearance-notifications', 'When Parley is not in front'),
    page('shortcuts', 'Shortcuts'),
    updateFound(),
    { ...page('about', 'About'), ofThisMachine: true },
    below('about-licences', 'Licences'),
    ...libraryInChat,
  ],
}
