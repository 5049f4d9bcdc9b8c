import { expect } from '../harness/fixtures.ts'
import { saying } from '../wire/round.ts'
import { expectAccessible } from './support/axe.ts'
import { environmentFor, test } from './support/providers.ts'
import { takesOf } from './support/screens.ts'
import { windowOf } from './support/window.ts'

const answer = `A claim with a note[^1], and a table:

| Port | Lead time | Cost |
| --- | ---: | ---: |
| Bremerhaven | 2 days | 1,240 |
| Rotterdam | 4 days | 980 |

\`\`\`html
<style>body { font: 15px sans-serif; margin: 16px } b { color: teal }</style>
<h2>Ports</h2><p>Two of them are <b>open</b> today.</p>
<svg width="120" height="40"><rect width="120" height="40" rx="8" fill="teal"/></svg>
\`\`\`

\`\`\`python
def greet(name): return f"A line that is much longer than the block is wide, so that one has to scroll to the right or let it wrap: {name}"
\`\`\`

[^1]: The source of the note.
`

test('screens of what can be done with an answer’s code, tables and notes', async ({ launch, wire }, {
  project,
}) => {
  wire.script('openai-chat', saying(answer))
  const { page } = await launch({ env: environmentFor('openai-chat', wire) })
  const window = windowOf(page)
  const { transcript } = window
  await window.ask('Which ports?')
  await window.answered()
  await transcript.getByRole('button', { name: 'Preview' }).click()
  await expect(page.frameLocator('iframe').getByText('Two of them')).toBeVisible()
  await transcript.getByRole('button', { name: 'Wrap lines' }).last().click()
  await expectAccessible(page, 'the controls of an answer')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const take = takesOf(page, project.name, colorScheme)
    await transcript.getByRole('table').hover()
    await take('controls-table', 'once')
    await transcript.getByText('The source of the note.').hover()
    await take('controls-end', 'once')
  }
})
