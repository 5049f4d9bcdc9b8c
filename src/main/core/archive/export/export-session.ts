import { assertNever } from '../../../../contract/assert-never.ts'
import type { ExportedFile, ExportFormat } from '../../../../contract/archive.ts'
import type { SessionId } from '../../../../contract/id.ts'
import type { SessionBundle } from '../../../../contract/session-bundle.ts'
import { ParleyError } from '../../errors.ts'
import { withContent } from './with-content.ts'
import { archiveHeading, bundleLines, type ArchiveNeeds } from '../archive-text.ts'
import { delugeLog } from '../lm-deluge-log.ts'
import { htmlOf } from './html.ts'
import { markdownOf } from './markdown.ts'
import { shownBranch } from './shown-branch.ts'

const longestName = 60

/** One session as a file: all of it as an archive, the branch that it shows in the other formats. Throws `session-missing`. */
export async function exportSession(
  needs: ArchiveNeeds,
  id: SessionId,
  format: ExportFormat,
): Promise<ExportedFile> {
  const bundle = await needs.store.transfer.read(id)
  if (!bundle) throw new ParleyError('session-missing', { params: { id } })
  return fileOf(bundle, format, needs)
}

async function fileOf(
  bundle: SessionBundle,
  format: ExportFormat,
  needs: ArchiveNeeds,
): Promise<ExportedFile> {
  const { title } = bundle.session
  const name = nameOf(title)
  switch (format) {
    case 'markdown':
      return {
        name: `${name}.md`,
        mediaType: 'text/markdown',
        text: markdownOf(title, shownBranch(bundle)),
      }
    case 'html': {
      const shown = await withContent(shownBranch(bundle), needs, ({ type }) => type === 'image')
      return { name: `${name}.html`, mediaType: 'text/html', text: htmlOf(title, shown) }
    }
    case 'lm-deluge': {
      const text = `${JSON.stringify(delugeLog(await withContent(shownBranch(bundle), needs)), undefined, 2)}\n`
      return { name: `${name}.json`, mediaType: 'application/json', text }
    }
    case 'archive':
      return {
        name: `${name}.jsonl`,
        mediaType: 'application/x-ndjson',
        text: await archiveOf(bundle, needs),
      }
    default:
      return assertNever(format)
  }
}

async function archiveOf(bundle: SessionBundle, needs: ArchiveNeeds): Promise<string> {
  const lines = [archiveHeading]
  for await (const line of bundleLines(bundle, needs)) lines.push(line)
  return lines.join('')
}

/** A title as the name of a file on any system: letters, digits, spaces and hyphens. */
function nameOf(title: string): string {
  const words = title.replaceAll(/[^\p{L}\p{N} -]+/gu, ' ').replaceAll(/ +/g, ' ')
  const name = Array.from(words.trim().slice(0, 2 * longestName))
    .slice(0, longestName)
    .join('')
    .trim()
  return name === '' ? 'chat' : name
}
