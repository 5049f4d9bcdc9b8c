import type { BuildFacts } from '../../contract/software.ts'
import type { Transport } from '../transport/transport.ts'
import type { WindowLanguage } from './language.ts'
import type { SmallStorage } from './recall.ts'

/** What the stores need of the world outside. */
export interface Environment {
  readonly transport: Transport
  /** Small things that this window remembers: unread marks, its layout. */
  readonly storage: SmallStorage
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Puts text on the clipboard. */
  readonly copy: (text: string) => Promise<void>
  /** The text on the clipboard, for what the user does right now. Rejects with a `FailureError` where it may not be read. */
  readonly readClipboard: () => Promise<string>
  /** Lets the user keep a file, the way the browser or the desktop does it. */
  readonly saveFile: (name: string, content: Blob) => void
  /** What the build wrote down of itself. Rejects where nothing was built, as in tests. */
  readonly buildFacts: () => Promise<BuildFacts>
  /** Opens an address in another page, where there is a browser around this one. */
  readonly openPage: (url: string) => void
  /** Runs the work before the next picture is drawn, or soon when nothing is drawn. */
  readonly schedule: (work: () => void) => void
  /** Runs the work after so many milliseconds; returns the function that prevents it. */
  readonly delay: (work: () => void, ms: number) => () => void
  /** Runs the work each time that the page may be about to end. */
  readonly onLeave: (work: () => void) => void
  readonly language: WindowLanguage
  /** Whether the Command key takes the place of Control. */
  readonly mac: boolean
}
