import type { Dialog, Shell } from 'electron'
import { partial } from './missing.ts'

/** `dialog`: the person cancels everything. A test that wants an answer replaces the function through `evaluate`. */
export function createDialog() {
  const known = {
    showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
    showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
    showMessageBox(...values: unknown[]) {
      const options = values.at(-1) as { cancelId?: number } | undefined
      return Promise.resolve({ response: options?.cancelId ?? 0, checkboxChecked: false })
    },
    showErrorBox(title: string, content: string): void {
      console.error(`dialog: ${title}: ${content}`)
    },
  } satisfies Partial<Dialog>
  return partial('dialog', known)
}

/** `shell`: nothing opens; what would have is kept in `opened`, in order. */
export function createShell() {
  const opened: string[] = []
  const known = {
    async openExternal(address: string): Promise<void> {
      opened.push(address)
    },
    async openPath(path: string): Promise<string> {
      opened.push(path)
      return ''
    },
    showItemInFolder(path: string): void {
      opened.push(path)
    },
    beep(): void {},
  } satisfies Partial<Shell>
  return partial('shell', { ...known, opened })
}
