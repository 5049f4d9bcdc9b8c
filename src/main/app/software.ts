import { release } from 'node:os'
import type { Failure } from '../../contract/failure.ts'
import type { MethodOutput } from '../../contract/method.ts'
import type { Software } from '../../contract/software.ts'
import type { Upgrade } from '../../contract/storage.ts'
import { sqliteVersion } from '../persistence/sqlite/version.ts'
import type { Host } from './host.ts'

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

/** What is told of the app at once. */
export function infoOf(
  { version, face, profile, secrets }: Host,
  warnings: Failure[],
  upgrade: Upgrade | undefined,
): MethodOutput<'app.info'> {
  return {
    version,
    face,
    profilePath: profile.folder,
    keyStore: secrets.kind,
    warnings,
    ...(upgrade && { upgrade }),
  }
}
