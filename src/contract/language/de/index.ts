import { joined } from '../joined.ts'
import type { WindowCatalogue } from '../text.ts'
import { archive } from './archive.ts'
import { attachments } from './attachments.ts'
import { desktop } from './desktop.ts'
import { failures } from './failures.ts'
import { library } from './library.ts'
import { markdown } from './markdown.ts'
import { mcp } from './mcp.ts'
import { mcpLogin } from './mcp-login.ts'
import { ownTools } from './own-tools.ts'
import { window } from './window.ts'

export const de: WindowCatalogue = joined(
  failures,
  desktop,
  attachments,
  mcp,
  mcpLogin,
  library,
  markdown,
  archive,
  ownTools,
  window,
)
