import { useApp, useSelect } from '../../state/app-context.tsx'
import { insertPrompt } from '../../state/insert-prompt.ts'
import { IconButton } from '../../ui/button/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu/menu.tsx'

/** Puts a prompt of the library into the message, where the cursor is. Out of sight until there is one. */
export function PromptButton() {
  const app = useApp()
  const { prompts, text, view } = app
  const known = useSelect(prompts.store, (state) => state.prompts)
  if (known.length === 0) return null
  return (
    <Menu side="top" trigger={<IconButton icon="prompt" label={text('composer.prompt')} />}>
      {known.map((prompt) => (
        <MenuItem
          key={prompt.id}
          icon="prompt"
          label={prompt.name}
          onSelect={() => insertPrompt(app, prompt)}
        />
      ))}
      <MenuSeparator />
      <MenuItem
        icon="gear"
        label={text('composer.prompt.manage')}
        onSelect={() => view.showSettings('prompts')}
      />
    </Menu>
  )
}
