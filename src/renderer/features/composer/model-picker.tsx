import { providerIdSchema } from '../../../contract/id.ts'
import type { Text } from '../../../contract/language/text.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { providerName } from '../../state/format.ts'
import type { ProvidersState } from '../../state/providers.ts'
import { useNextModel } from '../../state/use-next-model.ts'
import { Button } from '../../ui/button/button.tsx'
import { Menu, MenuChoices, MenuItem, MenuSeparator } from '../../ui/menu/menu.tsx'
import { useNextModelName } from './use-next-model-name.ts'

/** Shows the model that answers next and offers every other one that is ready. */
export function ModelPicker({ draftKey }: { readonly draftKey: string }) {
  const { modelChoices, providers, settings, text, view } = useApp()
  const { providerId = '', model = '' } = useNextModel()
  const { name } = useNextModelName()
  const known = useSelect(providers.store, (state) => state)
  const isOpening = useSelect(settings.store, (state) => state.settings === undefined)
  const shown = name || (isOpening ? '…' : text('composer.model.none'))
  return (
    <Menu
      align="end"
      side="top"
      trigger={
        <Button
          variant="ghost"
          trailingIcon="updown"
          className="model-button"
          aria-label={text('composer.model', { model: shown })}
        >
          <span className="model-name">{shown}</span>
        </Button>
      }
    >
      <MenuChoices
        value={valueOf(providerId, model)}
        groups={groupsOf(known, text)}
        onChange={(value) => {
          const [id = '', ...rest] = value.split(' ')
          modelChoices.pick(draftKey, { providerId: providerIdSchema.parse(id), model: rest.join(' ') })
        }}
      />
      <MenuSeparator />
      <MenuItem
        icon="plug"
        label={text('composer.models.manage')}
        onSelect={() => view.showSettings('providers')}
      />
    </Menu>
  )
}

// A provider's id has no spaces, so the first one parts it from the model's.
function valueOf(providerId: string, model: string): string {
  return `${providerId} ${model}`
}

function groupsOf({ providers, models }: ProvidersState, text: Text) {
  return providers
    .filter((provider) => provider.usable)
    .map((provider) => {
      const found = (models[provider.id] ?? []).map((model) => model.id)
      const ids = found.includes(provider.defaultModel) ? found : [provider.defaultModel, ...found]
      const options = ids
        .filter((id) => id !== '')
        .map((id) => ({
          value: valueOf(provider.id, id),
          label: provider.protocol === 'demo' ? text('transcript.demo-model') : id,
        }))
      return { id: provider.id, label: providerName(text, provider), options }
    })
}
