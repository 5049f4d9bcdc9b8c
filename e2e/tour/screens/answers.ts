import { createGate, saying, type Gate } from '../../wire/round.ts'
import { documentOfEverything } from '../../specs/support/document.ts'
import { patientLimits, type Journey } from '../stage.ts'
import { closeInspector, toggleInspector } from './inspector.ts'

const half = documentOfEverything.indexOf('readonly timeoutMs')
const page = `A claim with a note[^1].

\`\`\`html
<style>body { font: 15px sans-serif; margin: 16px } b { color: teal }</style>
<h2>Ports</h2><p>Two of them are <b>open</b> today.</p>
\`\`\`

\`\`\`js
if (user\u202e == "admin") { pay\u200b() }
\`\`\`

[^1]: The source of the note.
`

const diagram = `\`\`\`mermaid
flowchart LR
  Ask[Somebody asks] --> Model{Which model?}
  Model -->|the small one| Quick[A quick answer]
  Model -->|the large one| Tools[(Tools)]
  Tools --> Good[A good answer]
\`\`\`
`

/** An answer from its first word to its versions, and what stands around it. */
export function answers(): Journey {
  const [thought, written, queued]: readonly Gate[] = [createGate(), createGate(), createGate()]
  return {
    name: 'answers',
    provider: true,
    settings: patientLimits,
    screens: [
      { name: 'empty-chat', shows: ({ said }) => said('What shall we work on?') },
      {
        name: 'waiting',
        async go({ ask, wire }) {
          wire.script('openai-chat', {
            type: 'answer',
            steps: [
              ...(queued ? [queued.step] : []),
              { type: 'reasoning', text: 'The user wants all of it, so I begin with the port. '.repeat(60) },
              ...(thought ? [thought.step] : []),
              { type: 'text', text: documentOfEverything.slice(0, half) },
              ...(written ? [written.step] : []),
              { type: 'text', text: documentOfEverything.slice(half) },
            ],
          })
          await ask('Write down everything about the ports.')
        },
        shows: ({ said }) => said('Waiting for {model}'),
      },
      {
        name: 'thinking',
        async go({ button, transcript }) {
          queued?.open()
          await button('Thinking').click()
          await transcript.locator('.thinking').waitFor()
        },
        shows: ({ transcript }) => transcript.locator('.thinking'),
      },
      {
        name: 'streaming',
        go: async () => thought?.open(),
        shows: ({ transcript }) => transcript.locator('figure').first(),
      },
      {
        name: 'queued-message',
        async go({ message }) {
          await message.fill('And then compare all of them with last year, port by port.')
          await message.press('Enter')
        },
        shows: ({ button }) => button('Do not send'),
        leave: ({ button }) => button('Do not send').click(),
      },
      {
        name: 'markdown-end',
        async go({ answered, transcript }) {
          written?.open()
          await answered()
          await transcript.getByText('Last words.').scrollIntoViewIfNeeded()
        },
        shows: ({ transcript }) => transcript.getByText('Last words.'),
      },
      {
        name: 'markdown-start',
        async go({ page: shown, transcript }) {
          await transcript.hover()
          await shown.mouse.wheel(0, -20_000)
          await transcript.getByRole('table').first().scrollIntoViewIfNeeded()
        },
        shows: ({ transcript }) => transcript.getByRole('table').first(),
      },
      {
        name: 'diagram',
        async go({ answered, ask, button, newChat, wire }) {
          await newChat()
          wire.script('openai-chat', saying(diagram))
          await ask('How does an answer come about?')
          await answered()
          await button('Preview').click()
          await button('Save as SVG').waitFor()
        },
        // In another theme it is drawn anew.
        shows: ({ page: shown }) =>
          shown.locator('.md-diagram[aria-busy=false] .md-diagram-frame:not(:has(.skeleton))'),
      },
      {
        name: 'diagram-in-full',
        go: ({ button }) => button('Full view').click(),
        shows: ({ page: shown }) =>
          shown.locator('.md-diagram-stage:not([aria-busy=true]) .md-diagram-frame:not(:has(.skeleton))'),
        leave: ({ page: shown }) => shown.keyboard.press('Escape'),
      },
      {
        name: 'preview-and-hidden-letters',
        async go({ answered, ask, button, newChat, wire }) {
          await newChat()
          wire.script('openai-chat', saying(page))
          await ask('Which ports?')
          await answered()
          await button('Preview').click()
          await button('Wrap lines').last().click()
        },
        shows: ({ page: shown }) => shown.locator('iframe.md-preview'),
      },
      {
        name: 'edit-message',
        async go({ button, transcript }) {
          await transcript.locator('.bubble').first().hover()
          await button('Edit and send again').click()
        },
        shows: ({ said }) => said('The message and its answers stay as another version.'),
      },
      {
        name: 'versions',
        async go({ answered, find, transcript, wire }) {
          wire.script('openai-chat', saying('Only two of them: Bremerhaven and Rotterdam.'))
          const field = find('textbox', 'Edit your message')
          await field.fill('Which ports are open today?')
          await field.press('Enter')
          // Until then the answer before is the last one.
          await transcript.getByText('Only two of them').waitFor()
          await answered()
        },
        shows: ({ button }) => button('Show the version before').first(),
      },
      {
        name: 'versions-as-a-tree',
        go: ({ page: shown }) => shown.locator('.branch-place').first().click(),
        shows: ({ find }) => find('dialog', 'All versions of the chat'),
        leave: ({ page: shown }) => shown.keyboard.press('Escape'),
      },
      {
        name: 'meter-menu',
        go: async ({ page: shown }) =>
          shown.locator('.composer-tools .meter, .context-meter, button.meter').first().click(),
        shows: ({ find }) => find('menuitem', 'Fold older messages into a summary'),
        async leave({ message, page: shown }) {
          await shown.keyboard.press('Escape')
          // Otherwise its description stays beside it.
          await message.focus()
        },
      },
      {
        name: 'inspector',
        go: toggleInspector,
        shows: ({ find }) => find('complementary', 'Run inspector').getByText('wire-large'),
        again: toggleInspector,
        leave: closeInspector,
      },
      {
        name: 'find-in-chat',
        async go({ find, page: shown }) {
          await shown.keyboard.press('Control+f')
          await find('textbox', 'Find in this chat').fill('ports')
          await shown.locator('.find').getByText(/1/).first().waitFor()
        },
        shows: ({ find }) => find('textbox', 'Find in this chat'),
        leave: ({ page: shown }) => shown.keyboard.press('Escape'),
      },
    ],
  }
}
