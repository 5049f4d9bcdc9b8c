import { providerIdSchema } from '../../../contract/id.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { providerName } from '../../state/format.ts'
import { CardLine, CardSection } from '../../ui/card/card.tsx'
import { Select } from '../../ui/select/select.tsx'
import { Page } from './page.tsx'
import { useSettings } from './use-settings.ts'

/** What answers in a new chat. */
export function DefaultModel() {
  const { providers: store, text } = useApp()
  const { providers, models } = useSelect(store.store, (state) => state)
  const [settings, update] = useSettings()
  if (!settings) return null
  const { providerId, model, overridden } = settings
  const usable = providers.filter((provider) => provider.usable || provider.id === providerId)
  const found = (models[providerId] ?? []).map((each) => each.id)
  const ids = found.includes(model) || model === '' ? found : [model, ...found]
  const demo = providers.find((each) => each.id === providerId)?.protocol === 'demo'
  const label = (id: string) => (demo ? text('transcript.demo-model') : id)
  return (
    <Page title={text('settings.page.default-model')} text={text('default-model.text')}>
      <CardSection>
        <CardLine
          title={text('default-model.provider')}
          text={
            overridden.includes('providerId')
              ? text('settings.overridden')
              : text('default-model.provider.text')
          }
        >
          <Select
            label={text('default-model.provider')}
            value={providerId}
            disabled={overridden.includes('providerId')}
            groups={[
              { options: usable.map((each) => ({ value: each.id, label: providerName(text, each) })) },
            ]}
            onChange={(id) => update({ providerId: providerIdSchema.parse(id), model: null })}
          />
        </CardLine>
        <CardLine
          title={text('default-model.model')}
          text={overridden.includes('model') ? text('settings.overridden') : text('default-model.model.text')}
        >
          <Select
            label={text('default-model.model')}
            value={model}
            disabled={overridden.includes('model')}
            groups={[{ options: ids.map((id) => ({ value: id, label: label(id) })) }]}
            onChange={(id) => update({ providerId, model: id })}
          />
        </CardLine>
      </CardSection>
    </Page>
  )
}
