import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, test as base, type TestInfo } from '@playwright/test'
import { chromiumLaunchOptions } from '../chromium.ts'
import { type AppUnderTest, launchApp, launchBrowserFace, type LaunchOptions } from './faces.ts'
import { failureLines } from './failure-lines.ts'

export { expect } from '@playwright/test'
export type { AppUnderTest, LaunchOptions } from './faces.ts'

/** Starts the app on the test's profile, or starts it again after `close()`. */
export type Launch = (options?: Partial<LaunchOptions>) => Promise<AppUnderTest>

interface FaceOptions {
  /** Set by the project: which way the product runs. */
  readonly face: 'desktop' | 'browser'
  /** What may stand in the output although it looks like a failure, for tests that cause one. */
  readonly expectedFailures: readonly RegExp[]
}

interface FaceFixtures {
  /** A fresh folder, removed after the test. */
  readonly profile: string
  readonly launch: Launch
  /** The app, started once on the profile. */
  readonly app: AppUnderTest
}

interface WorkerFixtures {
  readonly sharedBrowser: () => Promise<Browser>
}

export const test = base.extend<FaceOptions & FaceFixtures, WorkerFixtures>({
  face: ['desktop', { option: true }],
  expectedFailures: [[], { option: true }],

  sharedBrowser: [
    async ({ playwright }, provide) => {
      let starting: Promise<Browser> | undefined
      await provide(() => (starting ??= playwright.chromium.launch(chromiumLaunchOptions())))
      await (await starting)?.close()
    },
    { scope: 'worker' },
  ],

  // Playwright reads the names a fixture needs from the pattern, so one that needs nothing has an empty pattern.
  // Playwright reads from the pattern which fixtures are needed: none.
  // oxlint-disable-next-line no-empty-pattern
  profile: async ({}, provide) => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-e2e-'))
    await provide(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },

  launch: async ({ face, profile, sharedBrowser, expectedFailures }, provide, testInfo) => {
    const started: AppUnderTest[] = []
    await provide(async (options = {}) => {
      const whole = { profile, ...options }
      const app =
        face === 'desktop' ? await launchApp(whole) : await launchBrowserFace(whole, await sharedBrowser())
      started.push(app)
      return app
    })
    const failed = testInfo.status !== testInfo.expectedStatus
    if (failed) await attachScreenshots(started, testInfo)
    await Promise.all(started.map((app) => app.close()))
    const lines = started.flatMap((app) => failureLines(app.output(), expectedFailures))
    if (failed || lines.length > 0) await attachOutput(started, testInfo)
    if (lines.length > 0) throw new Error(`the app reported failures of its own:\n${lines.join('\n')}`)
  },

  app: async ({ launch }, provide) => {
    await provide(await launch())
  },
})

async function attachScreenshots(started: readonly AppUnderTest[], testInfo: TestInfo): Promise<void> {
  for (const [index, { page }] of started.entries()) {
    if (page.isClosed()) continue
    const body = await page.screenshot({ timeout: 5_000 }).catch(() => undefined)
    if (body) await testInfo.attach(`screenshot-${index + 1}`, { body, contentType: 'image/png' })
  }
}

async function attachOutput(started: readonly AppUnderTest[], testInfo: TestInfo): Promise<void> {
  for (const [index, app] of started.entries()) {
    await testInfo.attach(`main-output-${index + 1}`, { body: app.output(), contentType: 'text/plain' })
  }
}
