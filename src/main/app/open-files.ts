import { join } from 'node:path'
import type { Clock } from '../core/ports/clock.ts'
import type { SettingsBook } from '../core/provider/settings.ts'
import { openFileTools } from '../tools/files/open-file-tools.ts'
import type { Host } from './host.ts'

/** The file tools. Closed to them is what could change Parley: its profile, and the variables that it reads at the start. */
export function openFiles({ profile }: Host, book: SettingsBook, clock: Clock) {
  return openFileTools({
    folders: () => book.current().folders,
    closed: [profile.folder, join(process.cwd(), '.env')],
    undoFolder: join(profile.folder, 'undo'),
    now: () => clock.now(),
  })
}
