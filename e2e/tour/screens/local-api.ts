import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import type { Screen, Stage } from '../stage.ts'

/** A port that another program has, and where nobody listens any more once it is closed. */
async function takePort(): Promise<{ readonly port: string; readonly other: Server }> {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  return { port: String(typeof address === 'object' ? address?.port : 0), other }
}

async function choosePort({ find }: Stage, port: string): Promise<void> {
  const field = find('textbox', 'Port')
  await field.fill(port)
  await field.press('Enter')
}

/** On, at a port of this visit alone. */
export function localApiOn(): Screen {
  return {
    name: 'settings-local-api-on',
    async go(stage) {
      const { port, other } = await takePort()
      other.close()
      await choosePort(stage, port)
      await stage.find('switch', 'Answer programs').click()
    },
    shows: ({ page }) => page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/v1$/),
  }
}

/** What a program asked that had no token. */
export function localApiAsked(): Screen {
  return {
    name: 'settings-local-api-requests',
    async go({ page, said }) {
      const address = await page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/v1$/).innerText()
      await fetch(`${address}/models`)
      await said('Last requests').scrollIntoViewIfNeeded()
    },
    shows: ({ page }) => page.getByRole('row', { name: /401/ }),
  }
}

/** A port that another program has. */
export function localApiTaken(): Screen {
  let taken: Server | undefined
  return {
    name: 'settings-local-api-taken',
    async go(stage) {
      const { port, other } = await takePort()
      taken = other
      await choosePort(stage, port)
    },
    shows: ({ button }) => button('Use port {port}'),
    async leave({ find }) {
      await find('switch', 'Answer programs').click()
      taken?.close()
    },
  }
}
