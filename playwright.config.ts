import { defineConfig } from '@playwright/test'

/** What axe says of each screen in every theme. `npm test` asks it of each in one, on its short tour. */
const everyTheme = '**/accessibility.browser.spec.ts'
/** Pictures for people of what the short tour goes through as well. */
const pictures = ['**/window-screens.desktop.spec.ts', '**/agent-screens.desktop.spec.ts']

// Typed loosely on purpose: the option `face` belongs to e2e/harness/fixtures.ts, which every spec extends.
export default defineConfig<{ face: 'desktop' | 'browser' }>({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // One more than the smallest build machine has processors: a test waits for starts and ends a third of its time.
  workers: 3,
  fullyParallel: true,
  retries: 0,
  reporter: 'list',
  forbidOnly: Boolean(process.env['CI']),
  projects: [
    {
      name: 'desktop',
      testMatch: '**/*.spec.ts',
      testIgnore: ['**/*.{browser,terminal}.spec.ts', ...pictures],
      use: { face: 'desktop' },
    },
    {
      name: 'browser',
      testMatch: '**/*.spec.ts',
      testIgnore: ['**/*.{desktop,terminal}.spec.ts', everyTheme],
      use: { face: 'browser' },
    },
    { name: 'terminal', testMatch: '**/*.terminal.spec.ts' },
    // Every screen in every look, for people to look at: `npm run tour`.
    ...(process.env['TOUR']
      ? [
          { name: 'tour', testDir: 'e2e/tour', testMatch: 'tour.spec.ts', use: { face: 'desktop' as const } },
          { name: 'pictures', testMatch: pictures, use: { face: 'desktop' as const } },
          { name: 'themes', testMatch: everyTheme, use: { face: 'browser' as const } },
        ]
      : []),
  ],
})
