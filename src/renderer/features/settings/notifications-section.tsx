import { notificationsSchema } from '../../../contract/notification.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { CardLine, CardSection } from '../../ui/card/card.tsx'
import { Segmented } from '../../ui/segmented/segmented.tsx'
import { useSettings } from './use-settings.ts'
import { useSettingsText } from './use-settings-text.ts'

/** What the system may tell; a browser page has no system to tell by. */
export function NotificationsSection() {
  const app = useApp()
  const text = useSettingsText()
  const [settings, update] = useSettings()
  const isDesktop = useSelect(app.settings.store, ({ info }) => info?.face === 'desktop')
  if (!settings || !isDesktop) return null
  return (
    <CardSection title={text('notify.section')}>
      <CardLine title={text('notify.system')} text={text('notify.system.text')}>
        <Segmented
          label={text('notify.system')}
          value={settings.notifications}
          options={notificationsSchema.options.map((value) => ({ value, label: text(`notify.${value}`) }))}
          onChange={(notifications) => update({ notifications })}
        />
      </CardLine>
    </CardSection>
  )
}
