import { release } from 'node:os'
import type { Software } from '../../contract/software.ts'
import { sqliteVersion } from '../persistence/sqlite/version.ts'

/** What this process runs on. */
export async function softwareOf({ versions, platform, arch }: NodeJS.Process): Promise<Software> {
  return {
    ...(versions['electron'] && { electron: versions['electron'] }),
    ...(versions['chrome'] && { chromium: versions['chrome'] }),
    node: versions.node,
    sqlite: await sqliteVersion(),
    system: `${platform} ${arch} ${release()}`,
  }
}
