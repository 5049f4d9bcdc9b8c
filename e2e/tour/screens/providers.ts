import type { Journey } from '../stage.ts'

/** The page of the providers, and all that is under Advanced. */
export const providers: Journey = {
  name: 'providers',
  provider: true,
  screens: [
    {
      name: 'providers',
      async go({ settings, wire }) {
        wire.models = Array.from({ length: 30 }, (_, index) => (index ? `wire-model-${index}` : 'wire-large'))
        await settings('Providers')
      },
      shows: ({ button }) => button('Test connection'),
    },
    {
      name: 'providers-tested',
      async go({ button, said }) {
        await button('Test connection').click()
        await said('Connected in {time}').waitFor()
        await button('Show all {count}').click()
      },
      shows: ({ said }) => said('Connected in {time}'),
    },
    {
      name: 'providers-add',
      async go({ button, find }) {
        await button('Add').click()
        await find('textbox', 'Base URL').fill('ftp://nowhere')
      },
      shows: ({ said }) => said('Start with https:// or http://'),
    },
    {
      name: 'providers-refused-key',
      async go({ button, find, said, wire }) {
        await find('textbox', 'Name').fill('Warehouse gateway of the northern region')
        await find('textbox', 'Base URL').fill(`${wire.url}/v1`)
        await button('Add provider').click()
        wire.key = 'another'
        await find('textbox', 'API key').fill('sk-refused-canary-9876543210')
        await find('textbox', 'API key').press('Enter')
        await button('Test connection').click()
        await said('Test failed').first().waitFor()
      },
      shows: ({ said }) => said('Test failed').first(),
    },
    {
      name: 'providers-advanced-keys',
      async go({ button, find }) {
        await button('Advanced').click()
        const key = find('textbox', 'Further key')
        await key.fill('sk-a-further-key-0123456789')
        await key.press('Enter')
        await button('Remove key {hint}').nth(1).waitFor()
        await find('textbox', 'To the first byte').fill('never')
      },
      top: ({ find }) => find('heading', 'Keys'),
      shows: ({ find }) => find('heading', 'Keys'),
    },
    {
      name: 'providers-advanced-rates',
      top: ({ find }) => find('heading', 'Rate limits'),
      shows: ({ find }) => find('heading', 'Rate limits'),
    },
    {
      name: 'providers-advanced-network',
      async go({ find, page, words }) {
        await find('combobox', 'Proxy').click()
        await page.getByRole('option', { name: words('This one') }).click()
      },
      top: ({ find }) => find('heading', 'Network'),
      shows: ({ find }) => find('heading', 'Network'),
    },
    {
      name: 'providers-advanced-headers',
      async go({ find }) {
        await find('textbox', 'Name of the header').fill('a b')
        await find('textbox', 'Fields as JSON').fill('{')
      },
      top: ({ find }) => find('heading', 'Headers'),
      shows: ({ find }) => find('heading', 'Headers'),
    },
    {
      name: 'providers-remove',
      async go({ button, find, page, said }) {
        // What is said of its words, once they are left, moves what stands below.
        await find('textbox', 'Fields as JSON').blur()
        await said('Remove provider').scrollIntoViewIfNeeded()
        await button('Remove').last().click()
        await page.getByRole('alertdialog').waitFor()
      },
      shows: ({ page }) => page.getByRole('alertdialog'),
      leave: ({ page }) => page.keyboard.press('Escape'),
    },
  ],
}
