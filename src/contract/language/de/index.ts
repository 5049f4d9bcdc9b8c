import type { WindowCatalogue } from '../text.ts'
import { archive } from './archive.ts'
import { failures } from './failures.ts'
import { markdown } from './markdown.ts'
import { mcp } from './mcp.ts'
import { ownTools } from './own-tools.ts'
import { window } from './window.ts'

export const de: WindowCatalogue = {
  ...failures,
  ...mcp,
  ...markdown,
  ...archive,
  ...ownTools,
  ...window,
}
