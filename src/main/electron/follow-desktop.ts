import { app } from 'electron'
import type { Door } from '../methods/door.ts'
import { followCore } from './follow-core.ts'
import { followLanguage } from './follow-language.ts'
import { tellThroughSystem } from './notifications.ts'
import { followTheme } from './theme.ts'
import type { Desk } from './window.ts'
import type { Words } from './words.ts'

/** Once the chats are open, what is around the page follows them and their settings. */
export async function followDesktop(door: Door, words: Words, desk: Desk): Promise<void> {
  const core = await followCore(door)
  followTheme(core)
  await followLanguage(core, words, () => app.getPreferredSystemLanguages())
  tellThroughSystem(core, words, desk)
}
