import type { Dialog, MessageBoxOptions, Shell } from 'electron'
import { partial } from './missing.ts'

/**
 * `dialog`: the person cancels everything but message boxes with a button that begins with the next of `answers`. A test
 * that wants another answer replaces the function through `evaluate`.
 */
export function createDialog(answers: readonly string[]) {
  const waiting = [...answers]
  const known = {
    showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
    showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
    showMessageBox(...values: unknown[]) {
      const { message, detail, buttons = [], cancelId = 0 } = values.at(-1) as MessageBoxOptions
      console.log(`dialog: ${message}: ${detail} [${buttons.join(', ')}]`)
      const [answer] = waiting
      const found = answer === undefined ? -1 : buttons.findIndex((button) => button.startsWith(answer))
      if (found >= 0) waiting.shift()
      return Promise.resolve({ response: found < 0 ? cancelId : found, checkboxChecked: false })
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
