import { useDeferredValue, useState } from 'react'
import type { ShippedPackage } from '../../../../contract/software.ts'
import { useApp } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { CardSection } from '../../../ui/card/card.tsx'
import { Fold } from '../../../ui/fold/fold.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { Skeleton } from '../../../ui/skeleton/skeleton.tsx'

const shownAtFirst = 20

/** All packages that ship, each with its licence. Rows out of sight are not laid out, texts only when they are opened. */
export function Licences({ packages }: { readonly packages: readonly ShippedPackage[] | undefined }) {
  const { text } = useApp()
  const [asked, setAsked] = useState('')
  const [all, setAll] = useState(false)
  const wanted = useDeferredValue(asked.trim().toLowerCase())
  if (!packages) return <Skeleton height={160} radius={10} />
  if (packages.length === 0) return null
  const found = packages.filter(({ name, licence }) => `${name} ${licence}`.toLowerCase().includes(wanted))
  const shown = all ? found : found.slice(0, shownAtFirst)
  return (
    <CardSection title={text('licences.title')}>
      <div className="licence-search">
        <div className="input">
          <Icon name="search" />
          <input
            type="search"
            value={asked}
            aria-label={text('licences.search')}
            placeholder={text('licences.search')}
            onChange={(event) => setAsked(event.target.value)}
          />
        </div>
        <span className="hint" aria-live="polite">
          {text('licences.count', { count: found.length })}
        </span>
      </div>
      <ul className="licence-list">
        {shown.map((each) => (
          <li key={`${each.name} ${each.version}`}>
            <PackageLicence shipped={each} />
          </li>
        ))}
      </ul>
      {shown.length < found.length && (
        <div className="licence-more">
          <Button variant="link" onClick={() => setAll(true)}>
            {text('licences.all', { count: found.length })}
          </Button>
        </div>
      )}
    </CardSection>
  )
}

function PackageLicence({ shipped }: { readonly shipped: ShippedPackage }) {
  const { text } = useApp()
  const [open, setOpen] = useState(false)
  const { name, version, licence, text: words } = shipped
  return (
    <Fold
      open={open}
      onOpenChange={setOpen}
      summary={
        <span className="licence-line">
          <span>{name}</span>
          <span className="hint">{version}</span>
          <span className="hint">{licence}</span>
        </span>
      }
    >
      {/* Scrolled by the keyboard, so it must be reached by it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="licence-text scroll" tabIndex={0}>
        {words || text('licences.no-text', { licence })}
      </pre>
    </Fold>
  )
}
