import { archive } from './archive.ts'
import { attachments } from './attachments.ts'
import { demo } from './demo.ts'
import { failures } from './failures.ts'
import { markdown } from './markdown.ts'
import { mcp } from './mcp.ts'
import { rescue } from './rescue.ts'
import { terminal } from './terminal.ts'
import { ownTools } from './own-tools.ts'
import { window } from './window.ts'

/** The English catalogue, the reference for every other language. */
export const en = {
  ...failures,
  ...mcp,
  ...markdown,
  ...demo,
  ...terminal,
  ...archive,
  ...attachments,
  ...rescue,
  ...ownTools,
  ...window,
} as const
