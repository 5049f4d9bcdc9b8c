import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'
import type { Text } from '../../contract/language/text.ts'
import { safeLink } from '../../contract/link.ts'

/** Of what Electron tells about a click, all that the menu depends on. */
export type Clicked = Pick<
  ContextMenuParams,
  'dictionarySuggestions' | 'editFlags' | 'isEditable' | 'linkURL' | 'misspelledWord' | 'selectionText'
> & {
  /** Whether the frame is the page's own, and not one inside it that shows what a model wrote. */
  readonly own: boolean
}

/** What the entries do that have no role. */
export interface ContextMenuActions {
  readonly openLink: (link: string) => void
  readonly copyText: (text: string) => void
  readonly lookUp: () => void
  readonly replaceWord: (word: string) => void
  readonly learnWord: (word: string) => void
}

type Items = readonly MenuItemConstructorOptions[]

const longestLabel = 40
const mostSuggestions = 5

/** The entries for a click; none where there is nothing to do. */
export function contextMenuTemplate(
  clicked: Clicked,
  text: Text,
  actions: ContextMenuActions,
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  if (!clicked.own) return grouped([copyItems(clicked, text)])
  if (clicked.isEditable) return grouped([spellingItems(clicked, text, actions), editItems(clicked, text)])
  return grouped([
    linkItems(clicked, text, actions),
    copyItems(clicked, text),
    platform === 'darwin' ? lookUpItems(clicked, text, actions) : [],
  ])
}

function spellingItems(clicked: Clicked, text: Text, actions: ContextMenuActions): Items {
  const { misspelledWord, dictionarySuggestions } = clicked
  if (misspelledWord === '') return []
  const suggestions = dictionarySuggestions.slice(0, mostSuggestions).map((word) => ({
    label: labelOf(word),
    click: () => actions.replaceWord(word),
  }))
  return [...suggestions, { label: text('menu.learn-word'), click: () => actions.learnWord(misspelledWord) }]
}

function editItems({ editFlags }: Clicked, text: Text): Items {
  return [
    { role: 'undo', label: text('menu.undo'), enabled: editFlags.canUndo },
    { role: 'redo', label: text('menu.redo'), enabled: editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', label: text('menu.cut'), enabled: editFlags.canCut },
    { role: 'copy', label: text('menu.copy'), enabled: editFlags.canCopy },
    { role: 'paste', label: text('menu.paste'), enabled: editFlags.canPaste },
    { role: 'pasteAndMatchStyle', label: text('menu.paste-plain'), enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: text('menu.select-all'), enabled: editFlags.canSelectAll },
  ]
}

// What is opened and copied is what was checked, and no other text of the page's.
function linkItems({ linkURL }: Clicked, text: Text, { openLink, copyText }: ContextMenuActions): Items {
  const link = safeLink(linkURL, (address) => URL.parse(address))
  if (!link) return []
  return [
    { label: text('menu.open-link'), click: () => openLink(link) },
    { label: text('menu.copy-link'), click: () => copyText(link) },
  ]
}

function copyItems({ selectionText, editFlags }: Clicked, text: Text): Items {
  if (selectionText.trim() === '' || !editFlags.canCopy) return []
  return [{ role: 'copy', label: text('menu.copy') }]
}

function lookUpItems({ selectionText }: Clicked, text: Text, { lookUp }: ContextMenuActions): Items {
  const words = labelOf(selectionText)
  return words === '' ? [] : [{ label: text('menu.look-up', { text: words }), click: lookUp }]
}

function grouped(groups: readonly Items[]): MenuItemConstructorOptions[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => [...(index > 0 ? [{ type: 'separator' } as const] : []), ...group])
}

/**
 * Words of the page as a menu may show them: nothing that is not seen or changes the order of what is seen, on one line,
 * not too long, and with every `&` as itself, which would else underline the letter behind it.
 */
export function labelOf(words: string): string {
  const seen = words
    .slice(0, 10 * longestLabel)
    .replaceAll(/\p{Default_Ignorable_Code_Point}|[\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, '')
    .replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
  const letters = [...new Intl.Segmenter().segment(seen)].map(({ segment }) => segment)
  const cut = letters.length > longestLabel ? `${letters.slice(0, longestLabel - 1).join('')}…` : seen
  return cut.replaceAll('&', '&&')
}
