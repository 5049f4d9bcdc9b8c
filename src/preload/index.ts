import { contextBridge, ipcRenderer } from 'electron'
import type { Answer, Bridge } from '../contract/bridge.ts'
import type { Notice } from '../contract/notice.ts'

// The page gets these two functions and nothing else; what may be asked is decided by the method table in main.
const bridge: Bridge = {
  invoke: (method, input): Promise<Answer> => ipcRenderer.invoke('parley:invoke', method, input),
  on(listener) {
    const pass = (_event: unknown, notice: Notice) => listener(notice)
    ipcRenderer.on('parley:notice', pass)
    return () => {
      ipcRenderer.off('parley:notice', pass)
    }
  },
}

contextBridge.exposeInMainWorld('parley', bridge)
