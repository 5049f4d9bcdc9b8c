import { useApp } from '../../state/app-context.tsx'
import { keysOf, shortcuts } from '../../state/shortcuts.ts'
import { CardLine, CardSection } from '../../ui/card/card.tsx'
import { Page } from './page.tsx'

/** The keys that work everywhere, from the list by which the window listens. */
export function ShortcutsPage() {
  const app = useApp()
  const { text } = app
  return (
    <Page
      title={text('settings.page.shortcuts')}
      text={text('shortcuts.text', { keys: keysOf(app, 'search') })}
    >
      <CardSection>
        {shortcuts.map(({ id }) => (
          <CardLine key={id} title={text(`shortcuts.${id}`)}>
            <kbd className="key">{keysOf(app, id)}</kbd>
          </CardLine>
        ))}
      </CardSection>
    </Page>
  )
}
