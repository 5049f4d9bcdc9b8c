import { joined } from '../joined.ts'
import { mcpLogin } from './mcp-login.ts'
import { windowAdvanced } from './window-advanced.ts'
import { windowApi } from './window-api.ts'
import { windowNotify } from './window-notify.ts'

/** What pages of the settings say. These words come with them, since the first picture has no need of them. */
export const inSettings = joined(windowAdvanced, windowApi, windowNotify, mcpLogin)
