import { joined } from '../joined.ts'
import { windowContext } from './window-context.ts'
import { windowInspector } from './window-inspector.ts'

/** What the inspector says. These words come with it, since the first picture has no need of them. */
export const inInspector = joined(windowInspector, windowContext)
