// What a click of the right button meets, as the page's own document tells. The text runs in a world of its own.
interface Announced {
  readonly x: number
  readonly y: number
  readonly linkURL: string
  readonly selectionText: string
  readonly isEditable: boolean
  readonly menuSourceType: 'mouse' | 'keyboard'
  readonly editFlags: Readonly<Record<string, boolean>>
}

interface World {
  electronDoubleMenu(text: string): void
}

/** Listens last, so that a page that has a menu of its own can keep the event. */
export function announceMenus(): void {
  if (window.top !== window) return
  window.addEventListener('contextmenu', (event) => {
    if (event.defaultPrevented) return
    const announced = describeClick(event)
    const world = globalThis as unknown as World
    world.electronDoubleMenu(JSON.stringify(announced))
  })
}

function describeClick(event: MouseEvent): Announced {
  const element = event.target instanceof Element ? event.target : document.documentElement
  const field = element.closest<HTMLInputElement | HTMLTextAreaElement>('input, textarea')
  const isField = field !== null && !field.readOnly && !field.disabled && field.selectionStart !== null
  const isEditable = isField || (element instanceof HTMLElement && element.isContentEditable)
  const selectionText = isField
    ? field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
    : String(document.getSelection())
  const isSelected = selectionText !== ''
  return {
    x: event.clientX,
    y: event.clientY,
    linkURL: element.closest<HTMLAnchorElement>('a[href]')?.href ?? '',
    selectionText,
    isEditable,
    menuSourceType: event.button === 2 ? 'mouse' : 'keyboard',
    editFlags: {
      canUndo: isEditable && document.queryCommandEnabled('undo'),
      canRedo: isEditable && document.queryCommandEnabled('redo'),
      canCut: isEditable && isSelected,
      canCopy: isSelected,
      canPaste: isEditable,
      canDelete: isEditable && isSelected,
      canSelectAll: true,
      canEditRichly: false,
    },
  }
}

/** The functions above as one script. */
export function menuSource(): string {
  return `(() => {${[describeClick, announceMenus].map(String).join('\n')}\nannounceMenus()})()`
}
