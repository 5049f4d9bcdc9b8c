import type { Journey } from '../stage.ts'

/** A first start, and the demo model. */
export const firstStart: Journey = {
  name: 'first start',
  provider: false,
  screens: [
    { name: 'first-start', shows: ({ said }) => said('Connect a model') },
    {
      name: 'first-start-key',
      go: ({ find }) => find('textbox', 'API key').fill('sk-or-a-key'),
      shows: ({ said }) => said('A key of {provider}.'),
    },
    {
      name: 'first-start-unknown-key',
      go: ({ find }) => find('textbox', 'API key').fill('unheard-of'),
      shows: ({ said }) => said('Parley does not recognise this key. Pick its brand below.'),
    },
    {
      name: 'first-start-end',
      go: ({ button }) => button('Add in Settings').scrollIntoViewIfNeeded(),
      shows: ({ button }) => button('Add in Settings'),
    },
    {
      name: 'demo-markdown',
      async go({ answered, ask }) {
        await ask('Please show me a table, some code and a formula')
        await answered()
      },
      shows: ({ transcript }) => transcript.locator('figure').first(),
    },
    {
      name: 'demo-calls',
      async go({ answered, ask, button, newChat, transcript }) {
        await newChat()
        await button('Parallel').click()
        await ask('What is 15 * 25, and what time is it in Tokyo?')
        await answered()
        await transcript
          .locator('.fold-head, .calls-fold button, button[aria-expanded="false"]')
          .first()
          .click()
        await button('Details of {name}').first().click()
      },
      shows: ({ button }) => button('Copy result').first(),
    },
    {
      name: 'model-menu',
      go: ({ button }) => button('Model {model}').click(),
      shows: ({ find }) => find('menuitem', 'Manage providers'),
      leave: ({ page }) => page.keyboard.press('Escape'),
    },
    {
      name: 'drawer',
      async go({ page }) {
        await page.setViewportSize({ width: 600, height: 800 })
        await page.keyboard.press('Control+b')
      },
      shows: ({ button }) => button('Trash'),
      leave: ({ page }) => page.keyboard.press('Control+b'),
    },
  ],
}
