import { joined } from '../joined.ts'
import { archive } from './archive.ts'
import { attachments } from './attachments.ts'
import { failures } from './failures.ts'
import { library } from './library.ts'
import { markdown } from './markdown.ts'
import { mcp } from './mcp.ts'
import { ownTools } from './own-tools.ts'
import { window } from './window.ts'

/** What the window says, and no word of the terminal: the first picture waits for these. */
export const inWindow = joined(failures, library, mcp, markdown, archive, attachments, ownTools, window)
