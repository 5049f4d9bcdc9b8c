import { useState } from 'react'
import type { Failure } from '../../../../contract/failure.ts'
import { updateSettingsSchema, type Release } from '../../../../contract/updates.ts'
import { useApp, useSelect } from '../../../state/app-context.tsx'
import { failureOf, failureText } from '../../../state/failure.ts'
import { momentText } from '../../../state/format.ts'
import { Button } from '../../../ui/button/button.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { TextField } from '../../../ui/field/text-field.tsx'
import { Switch } from '../../../ui/switch/switch.tsx'
import { Page } from '../page.tsx'
import { useSettings } from '../use-settings.ts'
import { NewestRelease } from './newest-release.tsx'

/** Looks for a newer version where and when the user says. Nothing is downloaded, nothing is run. */
export function UpdatesPage() {
  const app = useApp()
  const { locale, now, text, transport } = app
  const [settings, update] = useSettings()
  const version = useSelect(app.settings.store, (state) => state.info?.version)
  const [looking, setLooking] = useState(false)
  const [outcome, setOutcome] = useState<{ readonly release?: Release; readonly failure?: Failure }>({})
  if (!settings) return null
  const { updates } = settings
  const look = async () => {
    setLooking(true)
    try {
      setOutcome({ release: await transport.invoke('updates.check', {}) })
    } catch (error) {
      setOutcome({ failure: failureOf(error) })
    }
    setLooking(false)
  }
  const state = () => {
    if (outcome.failure) return failureText(text, outcome.failure)
    if (!updates.feed) return text('updates.no-feed')
    if (updates.lookedAt === undefined) return text('updates.never')
    return text('updates.looked', { when: momentText(text, updates.lookedAt, now(), locale) })
  }
  return (
    <Page title={text('settings.page.updates')} text={text('updates.text')}>
      <CardSection>
        <CardLine
          title={text('updates.version', { version: version ?? '' })}
          text={<output>{state()}</output>}
        >
          <Button icon="retry" busy={looking} disabled={!updates.feed} onClick={() => void look()}>
            {text('updates.check')}
          </Button>
        </CardLine>
        <CardLine title={text('updates.daily')} text={text('updates.daily.text')}>
          <Switch
            label={text('updates.daily')}
            checked={updates.daily}
            onChange={(daily) => update({ updates: { ...updates, daily } })}
          />
        </CardLine>
        <FeedField
          feed={updates.feed}
          onCommit={(feed) => {
            setOutcome({})
            update({ updates: { ...updates, feed } })
          }}
        />
      </CardSection>
      {outcome.release && <NewestRelease release={outcome.release} />}
    </Page>
  )
}

interface FeedFieldProps {
  readonly feed: string
  readonly onCommit: (feed: string) => void
}

/** Where to look. An address over an open line is not taken. */
function FeedField({ feed, onCommit }: FeedFieldProps) {
  const { text } = useApp()
  const [bad, setBad] = useState(false)
  const commit = (next: string) => {
    const isFeed = updateSettingsSchema.shape.feed.safeParse(next).success
    setBad(!isFeed)
    if (isFeed) onCommit(next)
  }
  return (
    <div className="update-field">
      <TextField
        label={text('updates.feed')}
        value={feed}
        placeholder="https://api.github.com/repos/…/releases"
        hint={text('updates.feed.text')}
        error={bad ? text('updates.feed.bad') : undefined}
        onCommit={commit}
      />
    </div>
  )
}
