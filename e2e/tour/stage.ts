import { expect, type Locator, type Page } from '@playwright/test'
import type { WireServer } from '../wire/server.ts'
import type { Words } from './words.ts'

/** A part of the window with which somebody works. */
type Role = Parameters<Page['getByRole']>[0]

export interface StageNeeds {
  readonly page: Page
  readonly wire: WireServer
  /** The folder of the app, where files for it may be put too. */
  readonly profile: string
  readonly words: Words
}

export type Stage = ReturnType<typeof stageOf>

/** The window in any language: everything is found by its role and by the English sentence that it says. */
export function stageOf({ page, wire, profile, words }: StageNeeds) {
  const find = (role: Role, sentence: string): Locator => page.getByRole(role, { name: words(sentence) })
  const button = (sentence: string): Locator => find('button', sentence)
  const message = find('textbox', 'Message')
  const transcript = find('region', 'Transcript')
  const sessions = find('navigation', 'Sessions')
  return {
    page,
    wire,
    profile,
    words,
    find,
    button,
    message,
    transcript,
    sessions,
    /** A text that says that, and nothing else. */
    said: (sentence: string): Locator => page.getByText(words(sentence)),
    session: (title: string): Locator => sessions.getByRole('button', { name: title }).first(),
    ask: async (text: string): Promise<void> => {
      await message.fill(text)
      await message.press('Enter')
      // What a dialog lies over has no roles.
      await expect(page.locator('.bubble').getByText(text).last()).toBeVisible()
    },
    /** Resolves when the last question has its whole answer. */
    answered: async (): Promise<void> => {
      const last = transcript.getByRole('article').last()
      await expect(last).toHaveAttribute('aria-busy', 'false', { timeout: 15_000 })
      await expect(last.locator('.facts')).toBeVisible()
    },
    newChat: async (): Promise<void> => {
      await page.keyboard.press('Control+n')
      await expect(message).toBeFocused()
    },
    /** From anywhere but a dialog. */
    settings: async (name: string): Promise<void> => {
      await page.keyboard.press('Control+,')
      const navigation = page.locator('.settings-nav')
      await navigation
        .getByRole('button', { name: words(name) })
        .first()
        .click()
    },
  }
}

/** Time limits that no answer meets while its screens are looked at, however slowly. */
export const patientLimits = { limits: { idleMs: 3_600_000 } } as const

/** One screen of the window. */
export interface Screen {
  readonly name: string
  /** The way there from the screen before; without one it is there already. */
  readonly go?: (stage: Stage) => Promise<void>
  /** What must be seen in every size. */
  readonly shows: (stage: Stage) => Locator
  /** What is to lie at the top of what scrolls, in every size. */
  readonly top?: (stage: Stage) => Locator
  /** For what tells of this machine and this build: it is compared with no picture. */
  readonly ofThisMachine?: boolean
  /** For what closes where the chats do not stand beside the open one. */
  readonly wideOnly?: boolean
  /** Brings it back where the window's size has closed it. */
  readonly again?: (stage: Stage) => Promise<void>
  /** What is to be done before the next screen. */
  readonly leave?: (stage: Stage) => Promise<void>
}

/** Screens that follow one another in one window. */
export interface Journey {
  readonly name: string
  /** Whether the window has a provider, which is the wire server. */
  readonly provider: boolean
  /** What lies in the profile before the window is opened. */
  readonly prepare?: (profile: string, now: number) => Promise<void>
  readonly settings?: Readonly<Record<string, unknown>>
  readonly screens: readonly Screen[]
}
