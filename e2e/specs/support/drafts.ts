import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const draftSchema = z.object({ text: z.string() })

/** The texts that a profile keeps of messages that were not sent, sorted. */
export async function keptDrafts(profile: string): Promise<readonly string[]> {
  const folder = join(profile, 'drafts')
  const names = await readdir(folder).catch(() => [])
  const whole = names.filter((name) => name.endsWith('.json'))
  const texts = await Promise.all(
    whole.map(async (name) => readFile(join(folder, name), 'utf8').catch(() => undefined)),
  )
  return texts
    .filter((text) => text !== undefined)
    .map((text) => draftSchema.parse(JSON.parse(text)).text)
    .sort()
}
