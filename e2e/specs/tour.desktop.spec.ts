import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { journeys } from '../tour/journeys.ts'
import { accepting } from '../tour/pictures/comparison.ts'
import { referencedScreens, removeReference } from '../tour/pictures/reference.ts'
import { visit } from '../tour/visit.ts'
import { languages } from '../tour/words.ts'
import { test as base } from './support/providers.ts'

const SHORT = '/tmp'

const test = base.extend({
  // A path of the same length on every machine, since where it breaks moves all that is below it.
  profile: async ({ profile }, provide) => {
    if (!existsSync(SHORT)) return provide(profile)
    const folder = await mkdtemp(join(SHORT, 'parley-e2e-'))
    await provide(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
})

// Every screen once, in a language, a theme and a size that go round. `npm run tour` shows each in all of them.
for (const [number, make] of journeys.entries()) {
  const language = languages[number % languages.length] ?? 'en'
  test(`every screen of the journey ${make().name} is whole, in its language, accessible and as it was`, async ({
    launch,
    profile,
    wire,
  }) => {
    test.setTimeout(accepting ? 900_000 : 400_000)
    await visit({ journey: make(), language, looks: number, launch, profile, wire })
  })
}

test('no two screens have the same name, and every picture that is kept is of a screen', async () => {
  const screens = journeys.flatMap((make) => make().screens)
  expect(new Set(screens.map(({ name }) => name)).size).toBe(screens.length)
  const compared = screens.filter(({ ofThisMachine }) => !ofThisMachine).map(({ name }) => name)
  const left = (await referencedScreens()).filter((screen) => !compared.includes(screen))
  if (accepting) await Promise.all(left.map(removeReference))
  else expect(left, 'npm run screens:accept removes them').toEqual([])
})
