import { expect, test } from 'vitest'
import { englishText } from '../../contract/language/text.ts'
import {
  contextMenuTemplate,
  labelOf,
  type Clicked,
  type ContextMenuActions,
} from './context-menu-template.ts'

const none: Clicked = {
  own: true,
  isEditable: false,
  linkURL: '',
  selectionText: '',
  misspelledWord: '',
  dictionarySuggestions: [],
  editFlags: {
    canUndo: false,
    canRedo: false,
    canCut: false,
    canCopy: true,
    canPaste: true,
    canDelete: false,
    canSelectAll: true,
    canEditRichly: false,
  },
}

function menuOf(clicked: Partial<Clicked>, platform: NodeJS.Platform = 'linux') {
  const done: string[] = []
  const actions: ContextMenuActions = {
    openLink: (link) => done.push(`open ${link}`),
    copyText: (text) => done.push(`copy ${text}`),
    lookUp: () => done.push('look up'),
    replaceWord: (word) => done.push(`replace by ${word}`),
    learnWord: (word) => done.push(`learn ${word}`),
  }
  const items = contextMenuTemplate({ ...none, ...clicked }, englishText, actions, platform)
  const press = (label: string) => {
    const item = items.find((each) => each.label === label)
    item?.click?.(undefined as never, undefined, undefined as never)
  }
  return {
    done,
    press,
    labels: items.flatMap(({ label, type }) => label ?? (type === 'separator' ? ['-'] : [])),
  }
}

test('NA-01 where nothing can be done there is no menu', () => {
  expect(menuOf({}).labels).toEqual([])
  expect(menuOf({ selectionText: '  \n' }).labels).toEqual([])
})

test('NA-01 over selected text: copy, and on a Mac what the system knows of it', () => {
  expect(menuOf({ selectionText: 'some words' }).labels).toEqual(['Copy'])
  const mac = menuOf({ selectionText: 'some words' }, 'darwin')
  expect(mac.labels).toEqual(['Copy', '-', 'Look up “some words”'])
  mac.press('Look up “some words”')
  expect(mac.done).toEqual(['look up'])
})

test('NA-01 a misspelled word: suggestions, and the dictionary', () => {
  const menu = menuOf({
    isEditable: true,
    misspelledWord: 'teh',
    dictionarySuggestions: ['the', 'tea', 'ten', 'tech', 'he', 'eh'],
  })
  expect(menu.labels.slice(0, 7)).toEqual(['the', 'tea', 'ten', 'tech', 'he', 'Add to dictionary', '-'])
  menu.press('tea')
  menu.press('Add to dictionary')
  expect(menu.done).toEqual(['replace by tea', 'learn teh'])
})

test.each([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'app://parley/index.html',
  'data:text/html,x',
  'https://user:password@example.com/',
  'smb://host/share',
  'no address',
])('NA-02 %s is no link to open or to copy', (linkURL) => {
  expect(menuOf({ linkURL }).labels).toEqual([])
})

test('NA-02 a link is opened and copied as it was checked', () => {
  const menu = menuOf({ linkURL: 'HTTPS://Example.COM/a b', selectionText: 'here' })
  expect(menu.labels).toEqual(['Open link', 'Copy link address', '-', 'Copy'])
  menu.press('Open link')
  menu.press('Copy link address')
  expect(menu.done).toEqual(['open https://example.com/a%20b', 'copy https://example.com/a%20b'])
})

test('NA-02 in a frame that shows what a model wrote there is copy and nothing else', () => {
  const inside = {
    own: false,
    isEditable: true,
    linkURL: 'https://example.com/',
    selectionText: 'words',
    misspelledWord: 'wrods',
    dictionarySuggestions: ['words'],
  }
  expect(menuOf(inside, 'darwin').labels).toEqual(['Copy'])
  expect(menuOf({ ...inside, selectionText: '' }).labels).toEqual([])
})

test.each([
  ['a mnemonic', 'Q&A', 'Q&&A'],
  ['a change of direction', 'a\u202Egnp.exe', 'agnp.exe'],
  ['lines', 'one\n\ttwo\u2028three', 'one two three'],
  ['letters that are not seen', 'zero\u200Bwidth\u{E0041}', 'zerowidth'],
  ['too many letters', 'x'.repeat(100_000), `${'x'.repeat(39)}…`],
  ['pictures', '👩🏽'.repeat(3), '👩🏽'.repeat(3)],
  ['controls', '\u0000\u001B[2J', '[2J'],
])('NA-02 words of the page as a label: %s', (_name, words, label) => {
  expect(labelOf(words)).toBe(label)
})
