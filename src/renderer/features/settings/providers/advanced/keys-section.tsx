import { useApp } from '../../../../state/app-context.tsx'
import { Button } from '../../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../../ui/card/card.tsx'
import { SecretField } from '../../../../ui/field/secret-field.tsx'
import type { AdvancedSectionProps } from './section-props.ts'
import { useChange } from './use-change.ts'
import { useSettingsText } from '../../use-settings-text.ts'

/** The keys of a provider, how each of them stands, and the place for a further one. */
export function KeysSection({ provider, advanced }: AdvancedSectionProps) {
  const { providers } = useApp()
  const text = useSettingsText()
  const { attempt, error } = useChange(provider)
  if (advanced.keys.length === 0) return null
  return (
    <CardSection title={text('advanced.keys')}>
      {advanced.keys.map(({ number, hint, state }) => (
        <CardLine
          key={number}
          title={<span className="font-mono">{hint}</span>}
          text={
            <span className={state === 'refused' ? 'is-bad' : undefined}>
              {text(`advanced.keys.${state}`)}
            </span>
          }
        >
          <Button
            variant="ghost"
            size="sm"
            aria-label={text('advanced.keys.remove', { hint })}
            onClick={() => void attempt(providers.removeKey(provider.id, number))}
          >
            {text('advanced.remove')}
          </Button>
        </CardLine>
      ))}
      <div className="card-line advanced-fields">
        <SecretField
          label={text('advanced.keys.add')}
          placeholder={text('providers.key.placeholder')}
          showLabel={text('providers.key.show')}
          hideLabel={text('providers.key.hide')}
          hint={text('advanced.keys.add.text')}
          error={error}
          onCommit={(key) => void attempt(providers.addKey(provider.id, key))}
        />
      </div>
    </CardSection>
  )
}
