import type { MethodInput, MethodName, MethodOutput } from '../../contract/method.ts'
import { trustOutput } from '../../contract/method.ts'
import type { Notice } from '../../contract/notice.ts'
import type { EffectiveSettings } from '../../contract/settings.ts'
import type { Door } from '../methods/door.ts'

/** The core as the desktop around the page sees it. */
export interface Core {
  /** As of now. */
  settings(): EffectiveSettings
  /** Calls the listener for every notice that goes to everybody. */
  onNotice(listener: (notice: Notice) => void): void
  /** Asks for one method; undefined when it fails. */
  ask<Name extends MethodName>(
    method: Name,
    input: MethodInput<Name>,
  ): Promise<MethodOutput<Name> | undefined>
}

/** Joins the door as the one caller of everything around the page: theme, language, menus, notifications. */
export async function followCore(door: Door): Promise<Core> {
  const listeners = new Set<(notice: Notice) => void>()
  const caller = {
    kind: 'window',
    noticeEveryMs: 0,
    notify(notice: Notice) {
      if (notice.type === 'settings-changed') settings = notice.settings
      for (const listener of listeners) listener(notice)
    },
  } as const
  const ask: Core['ask'] = async (method, input) => {
    const answer = await door.invoke(method, input, caller)
    return 'output' in answer ? trustOutput(method, answer.output) : undefined
  }
  door.connect(caller)
  let settings = await ask('settings.get', {})
  if (!settings) throw new Error('the settings were not given')
  const known = settings
  return {
    settings: () => settings ?? known,
    onNotice: (listener) => void listeners.add(listener),
    ask,
  }
}
