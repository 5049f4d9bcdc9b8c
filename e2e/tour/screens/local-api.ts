import { takePort } from '../../specs/support/ports.ts'
import type { Screen, Stage } from '../stage.ts'

async function choosePort({ find }: Stage, port: number): Promise<void> {
  const field = find('textbox', 'Port')
  await field.fill(String(port))
  await field.press('Enter')
}

/** On, at a port of this visit alone. */
export function localApiOn(): Screen {
  return {
    name: 'settings-local-api-on',
    async go(stage) {
      const { port, giveBack } = await takePort()
      await giveBack()
      await choosePort(stage, port)
      await stage.find('switch', 'Answer programs').click()
    },
    top: ({ find }) => find('heading', 'Local API').first(),
    shows: ({ page }) => page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/v1$/),
  }
}

/** What a program asked that had no token. */
export function localApiAsked(): Screen {
  return {
    name: 'settings-local-api-requests',
    async go({ page }) {
      const address = await page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/v1$/).innerText()
      await fetch(`${address}/models`)
    },
    top: ({ said }) => said('Last requests'),
    shows: ({ page }) => page.getByRole('row', { name: /401/ }),
  }
}

/** A port that another program has. */
export function localApiTaken(): Screen {
  let end: (() => Promise<void>) | undefined
  return {
    name: 'settings-local-api-taken',
    async go(stage) {
      const { port, giveBack } = await takePort()
      end = giveBack
      await choosePort(stage, port)
    },
    top: ({ find }) => find('heading', 'Local API').first(),
    shows: ({ button }) => button('Use port {port}'),
    async leave({ find }) {
      await find('switch', 'Answer programs').click()
      await end?.()
    },
  }
}
