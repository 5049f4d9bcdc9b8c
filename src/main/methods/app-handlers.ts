import { safeLink } from '../../contract/link.ts'
import type { MethodOutput } from '../../contract/method.ts'
import type { Software } from '../../contract/software.ts'
import { ParleyError } from '../core/errors.ts'
import type { Choice } from '../core/provider/choice.ts'
import type { Updates } from '../core/updates/updates.ts'
import type { Audience } from './audience.ts'
import type { Handlers } from './door.ts'

export interface AppDependencies {
  readonly info: () => MethodOutput<'app.info'>
  readonly software: () => Promise<Software>
  readonly updates: Updates
  readonly choice: Choice
  /** Opens a checked link outside Parley; absent where the page does that itself. */
  readonly openLink: ((url: string) => Promise<void>) | undefined
}

type AppMethods = Extract<keyof Handlers, `${'app' | 'updates' | 'links'}.${string}`>

/** What is asked about Parley itself. */
export function appHandlers(
  { info, software, updates, choice, openLink }: AppDependencies,
  audience: Audience,
): Pick<Handlers, AppMethods> {
  return {
    'app.info': async () => info(),
    'app.software': software,
    async 'updates.check'() {
      const release = await updates.check()
      // When it was looked last stands in the settings.
      audience.tell({ type: 'settings-changed', settings: await choice.effective() })
      return release
    },
    async 'links.open'({ url }) {
      const link = safeLink(url, (text) => URL.parse(text))
      if (!link || !openLink) throw new ParleyError('link-refused')
      await openLink(link)
      return {}
    },
  }
}
