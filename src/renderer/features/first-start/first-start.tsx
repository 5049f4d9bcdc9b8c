import { type ReactNode, useEffect, useState } from 'react'
import { attempt, openLink } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Tile } from '../../ui/card/tile.tsx'
import type { IconName } from '../../ui/icon/icon-shapes.ts'
import { Icon } from '../../ui/icon/icon.tsx'
import { PasteKey } from './paste-key.tsx'

const FIRST_BRANDS = 3

/** The ways to a real model. Gone as soon as one works. */
export function FirstStart() {
  const { text, view } = useApp()
  const [picked, setPicked] = useState<string>()
  return (
    <section className="ways" aria-labelledby="ways-title">
      <header>
        <h2 id="ways-title">{text('first.title')}</h2>
        <p>{text('first.text')}</p>
      </header>
      <FoundHere />
      <Way icon="key" title={text('first.key.title')}>
        <PasteKey picked={picked} />
      </Way>
      <Way icon="globe" title={text('first.brand.title')} hint={text('first.brand.text')}>
        <Brands picked={picked} onPick={setPicked} />
      </Way>
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

/** Servers that run on this computer already; nothing where there are none. */
function FoundHere() {
  const app = useApp()
  const { providers, text } = app
  const found = useSelect(providers.store, (state) => state.found)
  const known = useSelect(providers.store, (state) => state.providers)
  useEffect(() => void providers.findLocal(), [providers])
  const servers = known.filter(({ id }) => (found[id]?.length ?? 0) > 0)
  if (servers.length === 0) return null
  return (
    <Way icon="server" title={text('first.found.title')} hint={text('first.found.text')}>
      <div className="brands way-do">
        {servers.map(({ id, name }) => (
          <Button key={id} variant="primary" onClick={() => void attempt(app, providers.takeLocal(id))}>
            {text('providers.found.use', { provider: name, model: found[id]?.[0] ?? '' })}
          </Button>
        ))}
      </div>
    </Way>
  )
}

interface BrandsProps {
  readonly picked: string | undefined
  readonly onPick: (id: string) => void
}

function Brands({ picked, onPick }: BrandsProps) {
  const app = useApp()
  const { providers, text } = app
  const [all, setAll] = useState(false)
  const known = useSelect(providers.store, (state) => state.providers)
  const brands = known.filter((each) => each.keyPageUrl && each.builtIn)
  const shown = all || brands.length <= FIRST_BRANDS + 1 ? brands : brands.slice(0, FIRST_BRANDS)
  const pick = (id: string, keyPageUrl: string | undefined) => {
    onPick(id)
    if (keyPageUrl) void openLink(app, keyPageUrl)
  }
  return (
    <div className="brands way-do">
      {shown.map(({ id, name, keyPageUrl }) => (
        <Button key={id} aria-pressed={id === picked} onClick={() => pick(id, keyPageUrl)}>
          <Tile name={name} />
          {name}
        </Button>
      ))}
      {shown.length < brands.length && (
        <Button icon="more" onClick={() => setAll(true)}>
          {text('first.brand.more', { count: brands.length - shown.length })}
        </Button>
      )}
    </div>
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
