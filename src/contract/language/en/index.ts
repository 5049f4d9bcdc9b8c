import { archive } from './archive.ts'
import { demo } from './demo.ts'
import { failures } from './failures.ts'
import { mcp } from './mcp.ts'
import { rescue } from './rescue.ts'
import { terminal } from './terminal.ts'
import { ownTools } from './own-tools.ts'
import { window } from './window.ts'

/** The English catalogue, the reference for every other language. */
export const en = {
  ...failures,
  ...mcp,
  ...demo,
  ...terminal,
  ...archive,
  ...rescue,
  ...ownTools,
  ...window,
} as const
