import { existsSync } from 'node:fs'
import type { LaunchOptions } from 'playwright'

const USUAL_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

// Without these Chromium calls home at every start, which a closed network refuses many times a second.
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page for each kind of list under the address bar, loaded at every start: more than half of what a start costs.
  // Chromium adds what Playwright disables beside it.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
]

/** The Chromium to test with: `CHROMIUM`, else one of the usual places, else `undefined` for Playwright's own. */
export function chromiumPath(): string | undefined {
  return process.env['CHROMIUM'] ?? USUAL_PATHS.find((path) => existsSync(path))
}

/** Launch options for every test that starts Chromium, whoever starts it. */
export function chromiumLaunchOptions(): LaunchOptions {
  const executablePath = chromiumPath()
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return { ...(executablePath && { executablePath }), args: [...QUIET, ...asRoot] }
}
