import { calling, createGate, saying } from '../../wire/round.ts'
import { patientLimits, type Journey } from '../stage.ts'
import { closeInspector, openContext, toggleInspector } from './inspector.ts'

/** Calls of tools in every state, the question about one, and the marks of chats. */
export function tools(): Journey {
  const [gate, slow] = [createGate(), createGate()]
  return {
    name: 'tools',
    provider: true,
    settings: { parallelTools: true, ...patientLimits },
    screens: [
      {
        name: 'calls-arriving',
        async go({ ask, transcript, wire }) {
          wire.script('openai-chat', {
            type: 'answer',
            steps: [
              { type: 'text', text: 'I look it up.' },
              { type: 'call', id: 'a1', name: 'calculator', pieces: ['{"operation":"add","a":1,"b":2}'] },
              { type: 'call', id: 'a2', name: 'current_time', pieces: ['{"timezone":"Asia/'] },
              gate.step,
            ],
            finish: 'tool-calls',
          })
          wire.script(
            'openai-chat',
            calling(
              ['b1', 'calculator', { operation: 'divide', a: 1, b: 0 }],
              ['b2', 'current_time', { timezone: 'Asia/Tokyo' }],
              ['b3', 'fetch_rates', { carrier: 'Kestrel' }],
            ),
            calling(['c1', 'calculator', { operation: 'multiply', a: 40, b: 7.1 }]),
            saying('That is all of it.'),
          )
          await ask('Several rounds, please.')
          await transcript.locator('.call[data-status="arriving"]').first().waitFor()
        },
        shows: ({ transcript }) => transcript.locator('.call').nth(1),
      },
      {
        name: 'calls-running-inspected',
        go: toggleInspector,
        shows: ({ find }) => find('complementary', 'Run inspector').getByText('wire-large'),
        again: toggleInspector,
        leave: closeInspector,
      },
      {
        name: 'calls-folded',
        async go({ answered, transcript }) {
          gate.open()
          await answered()
          await transcript.getByText('That is all of it.').scrollIntoViewIfNeeded()
        },
        shows: ({ transcript }) => transcript.getByText('That is all of it.'),
      },
      {
        name: 'calls-failed',
        async go({ transcript, words }) {
          await transcript.locator('button[aria-expanded="false"]').first().click()
          await transcript
            .getByRole('button', { name: words('Details of {name}') })
            .last()
            .waitFor()
          await transcript.locator('.call[data-status="failed"] .call-hit').last().click()
        },
        shows: ({ button }) => button('Copy error').first(),
      },
      {
        name: 'context',
        go: openContext,
        shows: ({ said }) => said('Leave out').first(),
        again: openContext,
      },
      {
        name: 'context-left-out',
        async go(stage) {
          if (!(await stage.said('Leave out').first().isVisible())) await openContext(stage)
          await stage.said('Leave out').first().click()
        },
        shows: ({ transcript, words }) =>
          transcript.getByText(words('One part is left out of the next requests')),
        leave: closeInspector,
      },
      {
        name: 'rerun-a-call',
        go: ({ button }) => button('Change the arguments of {name} and run it again').first().click(),
        shows: ({ said }) => said('The answer so far stays as another version.'),
        leave: ({ page }) => page.keyboard.press('Escape'),
      },
      {
        name: 'approval',
        async go({ ask, find, newChat, wire }) {
          await newChat()
          const url = 'https://example.com/a/page/with/a/long/address?and=parameters&that=go&on=for&a=while'
          wire.script('openai-chat', calling(['d1', 'fetch_url', { url }]), saying('Denied, then.'))
          await ask('What is on that page?')
          await find('button', 'Allow once').waitFor()
        },
        shows: ({ button }) => button('Allow once'),
      },
      {
        name: 'denied',
        async go({ answered, button }) {
          await button('Deny').click()
          await answered()
        },
        shows: ({ transcript }) => transcript.getByText('Denied, then.'),
      },
      {
        name: 'marks-of-chats',
        async go({ answered, ask, newChat, wire }) {
          wire.script(
            'openai-chat',
            { type: 'answer', steps: [slow.step, { type: 'text', text: 'Done.' }] },
            saying(),
          )
          await newChat()
          await ask('A slow one')
          await newChat()
          await ask('Say nothing')
          await answered()
        },
        shows: ({ said }) => said('The model said nothing'),
      },
      {
        name: 'unread-mark',
        async go({ sessions, words }) {
          slow.open()
          await sessions
            .getByText(words('Unread answer'))
            .or(sessions.getByLabel(words('Unread answer')))
            .first()
            .waitFor({ state: 'attached' })
        },
        shows: ({ message }) => message,
      },
    ],
  }
}
