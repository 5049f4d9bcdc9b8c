import type { MethodOutput } from '../../../../contract/method.ts'
import type { Software } from '../../../../contract/software.ts'
import type { StorageView } from '../../../../contract/storage.ts'

export interface FaultDetails {
  readonly info: MethodOutput<'app.info'>
  readonly software: Software | undefined
  readonly storage: StorageView | undefined
  readonly commit: string | undefined
  readonly locale: string
}

/** What helps whoever looks into a fault, in English: no keys, no chats, no paths and no names of servers. */
export function faultDetails({ info, software, storage, commit, locale }: FaultDetails): string {
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['Parley', commit ? `${info.version} (${commit})` : info.version],
    ['Face', info.face],
    ['System', software?.system],
    ['Electron', software?.electron],
    ['Chromium', software?.chromium],
    ['Node', software?.node],
    ['SQLite', software?.sqlite],
    ['Storage', storage && `${storage.engine}, ${storage.state.status}`],
    ['Keys', info.keyStore],
    ['Language', locale],
    ['Warnings at the start', info.warnings.map(({ code }) => code).join(', ') || 'none'],
  ]
  return lines.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join('\n')
}
