import { useApp } from '../../state/app-context.tsx'
import { keysOf, shortcuts } from '../../state/shortcuts.ts'
import { CardLine, CardSection } from '../../ui/card/card.tsx'
import { Page } from './page.tsx'

/** The keys that work everywhere, from the list by which the window listens. */
export function ShortcutsPage() {
  const { mac, text } = useApp()
  return (
    <Page
      title={text('settings.page.shortcuts')}
      text={text('shortcuts.text', { keys: keysOf(mac, 'search') })}
    >
      <CardSection>
        {shortcuts.map(({ id }) => (
          <CardLine key={id} title={text(`shortcuts.${id}`)}>
            <kbd className="key">{keysOf(mac, id)}</kbd>
          </CardLine>
        ))}
      </CardSection>
    </Page>
  )
}
