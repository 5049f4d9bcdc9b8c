import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import type { Answer } from '../../contract/bridge.ts'
import type { Log } from '../core/ports/log.ts'
import type { Caller } from '../methods/caller.ts'
import type { Door } from '../methods/door.ts'
import { isPageUrl } from './origin.ts'

const LONGEST_METHOD = 64

/**
 * The only channel from a page into this process. Who asks and what is asked are checked before anything happens; what is
 * asked before the door is there waits for it.
 */
export function connectPages(doorOpens: Promise<Door>, log: Log): void {
  const callers = new WeakMap<WebContents, Caller>()
  // Once it is there nothing is put off: a change that is made just before the window is closed must begin at once.
  let opened: Door | undefined
  void doorOpens.then((door) => (opened = door))

  const callerOf = (door: Door, contents: WebContents): Caller => {
    const known = callers.get(contents)
    if (known) return known
    const caller = windowCaller(contents)
    callers.set(contents, caller)
    // What a page asked before it was closed is done all the same; only, nobody is told.
    if (contents.isDestroyed()) return caller
    const disconnect = door.connect(caller)
    contents.once('destroyed', disconnect)
    return caller
  }
  ipcMain.handle('parley:invoke', async (event, method: unknown, input: unknown): Promise<Answer> => {
    if (!isTrusted(event)) {
      log.warn('ipc-refused', { from: event.senderFrame?.url ?? 'a destroyed frame' })
      throw new Error('refused')
    }
    if (typeof method !== 'string' || method.length > LONGEST_METHOD) throw new Error('not a method')
    const { sender } = event
    const door = opened ?? (await doorOpens)
    return door.invoke(method, input, callerOf(door, sender))
  })
}

// Sub-frames, about:blank and frames that are gone have no business here.
function isTrusted(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isPageUrl(frame.url)
}

function windowCaller(contents: WebContents): Caller {
  return {
    kind: 'window',
    noticeEveryMs: 0,
    notify(notice) {
      if (!contents.isDestroyed()) contents.send('parley:notice', notice)
    },
  }
}
