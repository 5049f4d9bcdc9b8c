import { inWindow } from './en/in-window.ts'
import { textOver } from './text-over.ts'
import type { Text, WindowCatalogue } from './text.ts'

// What the window may say, it has to have.
const english: WindowCatalogue = inWindow

/** As `createText` of `text.ts`, for what the window says. */
export function createWindowText(catalogue: Partial<WindowCatalogue>, locale: string): Text {
  return textOver({ ...english, ...catalogue }, locale)
}

export const englishWindowText: Text = createWindowText({}, 'en')
