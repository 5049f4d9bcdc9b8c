import { test } from '../specs/support/providers.ts'
import { journeys } from './journeys.ts'
import { visit } from './visit.ts'
import { languages } from './words.ts'

for (const language of languages) {
  for (const [number, make] of journeys.entries()) {
    test(`${language}: journey ${number + 1}, ${make().name}`, async ({ launch, profile, wire }) => {
      test.setTimeout(600_000)
      await visit({ journey: make(), language, looks: 'all', launch, profile, wire })
    })
  }
}
