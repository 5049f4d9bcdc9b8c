import { expect } from '../harness/fixtures.ts'
import { createGate } from '../wire/round.ts'
import type { WireServer } from '../wire/server.ts'
import { callOrder } from './support/events.ts'
import { environmentFor, lastQuestion, models, test } from './support/providers.ts'
import { windowOf } from './support/window.ts'

const question = 'What is 15 * 25, and what time is it in Tokyo?'

for (const model of models) {
  const environment = (wire: WireServer) => (model === 'demo' ? {} : environmentFor(model, wire))

  test(`S0-2 S0-5 S0-24 S0-25 ${model}: two tools in turn, and together`, async ({
    launch,
    wire,
    profile,
  }) => {
    const app = await launch({ env: environment(wire) })
    const window = windowOf(app.page)
    await askForTwoTools(window)
    await window.newChat()
    await window.parallel.click()
    await askForTwoTools(window)
    await app.close()
    expect(callOrder(profile)).toEqual([
      'started calculator',
      'completed calculator',
      'started current_time',
      'completed current_time',
      'started calculator',
      'started current_time',
      'completed calculator',
      'completed current_time',
    ])
  })
}

for (const protocol of ['openai-chat', 'anthropic-messages'] as const) {
  test(`S0-1 S0-2 S0-3 S0-6 ${protocol}: a card and a text come while they are written, and turns are carried`, async ({
    launch,
    wire,
  }) => {
    const { page } = await launch({ env: environmentFor(protocol, wire) })
    const window = windowOf(page)
    await test.step('a card is there while its call is still being written', async () => {
      const gate = createGate()
      const call = {
        type: 'call',
        id: 'call_1',
        name: 'calculator',
        pieces: ['{"operation":"add",'],
      } as const
      wire.script(protocol, {
        type: 'answer',
        steps: [call, gate.step],
        finish: 'tool-calls',
      })
      await window.ask('Add something.')
      await expect(window.card('calculator, arguments arriving')).toBeVisible()
      gate.open()
      // Half of the arguments are no JSON: that is a result for the model, which answers.
      await window.answered()
      await expect(window.transcript.getByText('The tools said:')).toBeVisible()
      await expect(window.transcript.getByRole('button', { name: /1 failed/ })).toBeVisible()
    })
    await test.step('text appears while it is written, and a stop closes the connection', async () => {
      await window.newChat()
      wire.script(protocol, {
        type: 'answer',
        steps: [{ type: 'text', text: 'The first half' }, { type: 'silence' }],
      })
      await window.ask('Tell me.')
      await expect(window.transcript.getByText('The first half')).toBeVisible()
      await window.stop.click()
      await expect(window.transcript.getByText('Stopped by you')).toBeVisible()
      await lastQuestion(wire).left
      await expect(window.transcript.getByText('The first half')).toBeVisible()
    })
    await test.step('the second question carries the first turn', async () => {
      await window.newChat()
      await window.ask('My name is Ada')
      await window.answered()
      expect(lastBody(wire).stream).toBe(true)
      await window.ask('What is my name?')
      await window.answered()
      expect(lastBody(wire).messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    })
    await test.step('without streaming the request says so and the answer comes at once', async () => {
      await window.newChat()
      await window.openSettings('Run')
      await page.getByRole('switch', { name: 'Stream answers' }).click()
      await page.keyboard.press('Escape')
      await window.ask('Hello there')
      await window.answered()
      await expect(window.transcript.getByText('You said: Hello there')).toBeVisible()
      expect(lastBody(wire).stream ?? false).toBe(false)
    })
  })
}

async function askForTwoTools(window: ReturnType<typeof windowOf>): Promise<void> {
  const { transcript, card } = window
  await window.ask(question)
  await window.answered()
  await expect(transcript.getByText(/375/).first()).toBeVisible()
  await transcript.getByRole('button', { name: /^2 tools/ }).click()
  await expect(card('calculator, completed')).toBeVisible()
  await expect(card('current_time, completed')).toBeVisible()
  await transcript.getByRole('button', { name: 'Details of calculator' }).click()
  await expect(card('calculator, completed')).toContainText('calculator')
  await expect(transcript.getByText('multiply', { exact: true }).first()).toBeVisible()
}

interface Question {
  readonly stream?: boolean
  readonly messages: readonly { readonly role: string }[]
}

function lastBody(wire: WireServer): Question {
  return lastQuestion(wire).body as Question
}
