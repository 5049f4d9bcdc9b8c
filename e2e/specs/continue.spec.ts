import { expect } from '../harness/fixtures.ts'
import { calling, saying } from '../wire/round.ts'
import { environmentFor, lastQuestion, test } from './support/providers.ts'
import { windowOf } from './support/window.ts'

for (const protocol of ['openai-chat', 'anthropic-messages'] as const) {
  test(`DU-03 DU-19 ${protocol}: an answer that was cut behind its tools is continued, and no tool runs twice`, async ({
    launch,
    wire,
  }) => {
    const env = environmentFor(protocol, wire)
    wire.script(protocol, calling(['c1', 'calculator', { operation: 'multiply', a: 15, b: 25 }]))
    wire.script(protocol, {
      type: 'answer',
      steps: [{ type: 'text', text: 'The first half, ' }, { type: 'silence' }],
    })
    const first = await launch({ env })
    const before = windowOf(first.page)
    await before.ask('What is 15 * 25?')
    await expect(before.transcript.getByText('The first half,')).toBeVisible()
    expect(await first.close()).toBe(0)

    wire.script(protocol, saying('and the second.'))
    const { page } = await launch({ env })
    const after = windowOf(page)
    await after.session('What is 15 * 25').click()
    await expect(after.transcript.getByText('The first half,')).toBeVisible()
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(after.transcript.getByText('and the second.')).toBeVisible()
    await expect(after.transcript.getByText('The first half,')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Continue' })).toBeHidden()
    expect(JSON.stringify(lastQuestion(wire).body)).toContain('375')
    await expect(after.transcript.getByRole('button', { name: /calculator/ })).toHaveCount(1)
  })
}
