import { joined } from './joined.ts'
import { inWindow } from './en/in-window.ts'
import type { desktop } from './en/desktop.ts'
import type { inInspector } from './en/in-inspector.ts'
import type { inSettings } from './en/in-settings.ts'
import { textOver } from './text-over.ts'
import type { Text, WindowCatalogue } from './text.ts'

// What the window may say, it has to have; what comes later is in two of these, and the page never says the third.
type Early = Omit<WindowCatalogue, keyof typeof inInspector | keyof typeof inSettings | keyof typeof desktop>
const english: Early = inWindow

/** As `createText` of `text.ts`, for what the window says. */
export function createWindowText(catalogue: Partial<WindowCatalogue>, locale: string): Text {
  return textOver(joined(english, catalogue), locale)
}

export const englishWindowText: Text = createWindowText({}, 'en')
