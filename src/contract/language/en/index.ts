import { joined } from '../joined.ts'
import { demo } from './demo.ts'
import { desktop } from './desktop.ts'
import { history } from './history.ts'
import { inInspector } from './in-inspector.ts'
import { inSettings } from './in-settings.ts'
import { inWindow } from './in-window.ts'
import { rescue } from './rescue.ts'
import { terminal } from './terminal.ts'

/** The English catalogue, the reference for every other language. */
export const en = joined(inWindow, inInspector, inSettings, desktop, demo, history, terminal, rescue)
