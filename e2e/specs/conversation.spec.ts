import { expect } from '../harness/fixtures.ts'
import { createGate } from '../wire/round.ts'
import type { WireRequest, WireServer } from '../wire/server.ts'
import { callOrder } from './support/events.ts'
import { environmentFor, models, test } from './support/providers.ts'
import { windowOf } from './support/window.ts'

const question = 'What is 15 * 25, and what time is it in Tokyo?'

for (const model of models) {
  const environment = (wire: WireServer) => (model === 'demo' ? {} : environmentFor(model, wire))

  for (const parallel of [true, false]) {
    test(`S0-2 S0-5 S0-${parallel ? 25 : 24} ${model}: two tools ${parallel ? 'together' : 'in turn'}`, async ({
      launch,
      wire,
      profile,
    }) => {
      const app = await launch({ env: environment(wire) })
      const window = windowOf(app.page)
      if (parallel) await window.parallel.click()
      await window.ask(question)
      await window.answered()
      await expect(window.transcript.getByText(/375/).first()).toBeVisible()
      await window.transcript.getByRole('button', { name: /^2 tools/ }).click()
      await expect(window.card('calculator, completed')).toBeVisible()
      await expect(window.card('current_time, completed')).toBeVisible()
      await window.transcript.getByRole('button', { name: 'Details of calculator' }).click()
      await expect(window.card('calculator, completed')).toContainText('calculator')
      await expect(window.transcript.getByText('multiply', { exact: true }).first()).toBeVisible()
      await app.close()
      expect(callOrder(profile)).toEqual(
        parallel
          ? ['started calculator', 'started current_time', 'completed calculator', 'completed current_time']
          : ['started calculator', 'completed calculator', 'started current_time', 'completed current_time'],
      )
    })
  }
}

for (const protocol of ['openai-chat', 'anthropic-messages'] as const) {
  test(`S0-6 ${protocol}: a card is there while its call is still being written`, async ({
    launch,
    wire,
  }) => {
    const gate = createGate()
    const call = { type: 'call', id: 'call_1', name: 'calculator', pieces: ['{"operation":"add",'] } as const
    wire.script(protocol, {
      type: 'answer',
      steps: [call, gate.step],
      finish: 'tool-calls',
    })
    const { page } = await launch({ env: environmentFor(protocol, wire) })
    const window = windowOf(page)
    await window.ask('Add something.')
    await expect(window.card('calculator, arguments arriving')).toBeVisible()
    gate.open()
    // Half of the arguments are no JSON: that is a result for the model, which answers.
    await window.answered()
    await expect(window.transcript.getByText('The tools said:')).toBeVisible()
    await expect(window.transcript.getByRole('button', { name: /1 failed/ })).toBeVisible()
  })

  test(`S0-2 ${protocol}: text appears while it is written, and a stop closes the connection`, async ({
    launch,
    wire,
  }) => {
    wire.script(protocol, {
      type: 'answer',
      steps: [{ type: 'text', text: 'The first half' }, { type: 'silence' }],
    })
    const { page } = await launch({ env: environmentFor(protocol, wire) })
    const window = windowOf(page)
    await window.ask('Tell me.')
    await expect(window.transcript.getByText('The first half')).toBeVisible()
    await window.stop.click()
    await expect(window.transcript.getByText('Stopped by you')).toBeVisible()
    await lastRequest(wire).left
    await expect(window.transcript.getByText('The first half')).toBeVisible()
  })

  test(`S0-3 ${protocol}: without streaming the request says so and the answer comes at once`, async ({
    launch,
    wire,
  }) => {
    const { page } = await launch({ env: environmentFor(protocol, wire) })
    const window = windowOf(page)
    await window.openSettings('Run')
    await page.getByRole('switch', { name: 'Stream answers' }).click()
    await page.keyboard.press('Escape')
    await window.ask('Hello there')
    await window.answered()
    await expect(window.transcript.getByText('You said: Hello there')).toBeVisible()
    expect(lastQuestion(wire).stream ?? false).toBe(false)
  })

  test(`S0-1 ${protocol}: the second question carries the first turn`, async ({ launch, wire }) => {
    const { page } = await launch({ env: environmentFor(protocol, wire) })
    const window = windowOf(page)
    await window.ask('My name is Ada')
    await window.answered()
    await window.ask('What is my name?')
    await window.answered()
    expect(lastQuestion(wire).messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
  })
}

interface Question {
  readonly stream?: boolean
  readonly messages: readonly { readonly role: string }[]
}

function lastQuestion(wire: WireServer): Question {
  return lastRequest(wire).body as Question
}

// The window also asks for the list of models, whenever it likes.
function lastRequest(wire: WireServer): WireRequest {
  const asked = wire.requests.findLast(({ method }) => method === 'POST')
  if (!asked) throw new Error('the provider was not asked')
  return asked
}
