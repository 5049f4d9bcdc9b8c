import { startDesktop } from './electron/start.ts'

// Not awaited: Electron becomes ready only when this module has been evaluated, and the start waits for that.
void startDesktop()
