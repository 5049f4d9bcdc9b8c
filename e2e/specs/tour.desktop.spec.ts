import { journeys } from '../tour/journeys.ts'
import { visit } from '../tour/visit.ts'
import { languages } from '../tour/words.ts'
import { test } from './support/providers.ts'

// Every screen once, in a language, a theme and a size that go round. `npm run tour` shows each in all of them.
for (const [number, make] of journeys.entries()) {
  const language = languages[number % languages.length] ?? 'en'
  test(`every screen of the journey ${make().name} is whole, in its language and accessible`, async ({
    launch,
    profile,
    wire,
  }) => {
    test.setTimeout(240_000)
    await visit({ journey: make(), language, looks: number, launch, profile, wire })
  })
}
