import { newChatKey } from '../../contract/draft.ts'
import { longestPrompt, type Prompt } from '../../contract/prompt.ts'
import {
  builtInVariables,
  fillPrompt,
  usesBuiltIn,
  variablesIn,
  type BuiltInVariable,
} from '../../contract/prompt-text.ts'
import { localFailure } from '../transport/local-failure.ts'
import { FailureError } from '../transport/transport.ts'
import { attempt } from './actions.ts'
import type { AppState } from './app-state.ts'
import type { Filling, Place } from './prompts.ts'

/** Asks for what a prompt needs, if anything, and puts it into the message that is being written. Nothing is sent. */
export function insertPrompt(app: AppState, prompt: Prompt, place: Place = cursorIn(app)): void {
  const { name, text } = prompt
  const wordsWith: Filling['wordsWith'] = async (values) => {
    const clipboard = usesBuiltIn(text, 'clipboard') ? await clipboardText(app) : ''
    return fillPrompt(text, new Map([...builtIns(app, clipboard), ...values]))
  }
  insertFilled(app, { name, variables: variablesIn(text), place, wordsWith })
}

/** The same for words that come from elsewhere. */
export function insertFilled(app: AppState, filling: Filling): void {
  app.view.showChat()
  if (filling.variables.length > 0) return app.prompts.ask(filling)
  const insert = async () => insertWords(app, await filling.wordsWith(new Map()), filling.place)
  void attempt(app, insert())
}

/** Puts words into the message and the cursor behind them. */
export function insertWords(app: AppState, words: string, place: Place): void {
  replaceWords(app, words, place)
  const end = place.from + words.length
  // After the picture in which the text stands there.
  requestAnimationFrame(() => {
    const field = fieldOf()
    field?.focus()
    field?.setSelectionRange(end, end)
  })
}

/** Puts words in the place of what stands there, wherever the focus is. */
export function replaceWords(app: AppState, words: string, { from, to }: Place): void {
  const key = keyOf(app)
  const before = app.drafts.store.getState().drafts[key] ?? ''
  app.drafts.set(key, `${before.slice(0, from)}${words}${before.slice(to)}`)
}

/** Where the cursor is in the message, or its end where nobody has put it anywhere. */
function cursorIn(app: AppState): Place {
  const field = fieldOf()
  if (field) return { from: field.selectionStart, to: field.selectionEnd }
  const end = (app.drafts.store.getState().drafts[keyOf(app)] ?? '').length
  return { from: end, to: end }
}

function fieldOf(): HTMLTextAreaElement | null {
  return document.querySelector<HTMLTextAreaElement>('textarea#message')
}

function keyOf({ conversation }: AppState): string {
  return conversation.store.getState().sessionId ?? newChatKey
}

async function clipboardText({ readClipboard }: AppState): Promise<string> {
  const words = await readClipboard()
  if (words.trim() === '') throw new FailureError(localFailure('clipboard-empty'))
  if (words.length <= longestPrompt) return words
  throw new FailureError(localFailure('clipboard-long', { most: String(longestPrompt) }))
}

function builtIns(
  { locale, now }: AppState,
  clipboard: string,
): readonly (readonly [BuiltInVariable, string])[] {
  const at = new Date(now())
  const says: Readonly<Record<BuiltInVariable, () => string>> = {
    date: () => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(at),
    time: () => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at),
    clipboard: () => clipboard,
    language: () => new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale,
  }
  return builtInVariables.map((name) => [name, says[name]()])
}
