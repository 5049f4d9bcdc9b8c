import type { ReactNode } from 'react'
import { openLink } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Tile } from '../../ui/card/tile.tsx'
import type { IconName } from '../../ui/icon/icon-shapes.ts'
import { Icon } from '../../ui/icon/icon.tsx'
import { PasteKey } from './paste-key.tsx'

/** The ways to a real model. Gone as soon as one works. */
export function FirstStart() {
  const app = useApp()
  const { providers, text, view } = app
  const brands = useSelect(providers.store, (state) => state.providers)
  const withPage = brands.filter((each) => each.builtIn && each.keyPageUrl !== undefined)
  return (
    <section className="ways" aria-labelledby="ways-title">
      <header>
        <h2 id="ways-title">{text('first.title')}</h2>
        <p>{text('first.text')}</p>
      </header>
      <Way icon="key" title={text('first.key.title')}>
        <PasteKey />
      </Way>
      {withPage.length > 0 && (
        <Way icon="globe" title={text('first.brand.title')} hint={text('first.brand.text')}>
          <div className="brands way-do">
            {withPage.map(({ id, name, keyPageUrl }) => (
              <Button key={id} onClick={() => keyPageUrl && void openLink(app, keyPageUrl)}>
                <Tile name={name} />
                {name}
              </Button>
            ))}
          </div>
        </Way>
      )}
      <Way
        icon="server"
        title={text('first.other.title')}
        hint={text('first.other.text')}
        action={
          <Button size="lg" onClick={() => view.showSettings('providers', 'new')}>
            {text('first.other.add')}
          </Button>
        }
      />
    </section>
  )
}

interface WayProps {
  readonly icon: IconName
  readonly title: string
  readonly hint?: string
  /** The one thing to press, at the end of the line. */
  readonly action?: ReactNode
  readonly children?: ReactNode
}

function Way({ icon, title, hint, action, children }: WayProps) {
  return (
    <div className="way">
      <Icon name={icon} />
      <div className="way-text">
        <div className="min-w-0 flex-1">
          <h3>{title}</h3>
          {hint && <p className="hint">{hint}</p>}
          {children}
        </div>
        {action}
      </div>
    </div>
  )
}
