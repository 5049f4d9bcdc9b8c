import type { AppUnderTest } from '../../harness/faces.ts'

/** An entry of a menu as a person sees it. */
export interface Entry {
  readonly label: string
  readonly enabled: boolean
}

interface ShownMenu {
  readonly items: readonly {
    readonly label: string
    readonly type: string
    readonly enabled: boolean
    click(): void
  }[]
  closePopup(): void
}

/** The entries of the context menu that is open, without separators; on the double only. */
export function contextMenuOf(app: AppUnderTest): Promise<readonly Entry[]> {
  return app.evaluate(({ Menu }) => {
    const menu = (Menu as unknown as { shown(): ShownMenu[] }).shown().at(-1)
    const items = menu?.items.filter(({ type }) => type !== 'separator') ?? []
    return items.map(({ label, enabled }) => ({ label, enabled }))
  })
}

/** Presses an entry of the context menu, which closes it; without a name it is only closed. */
export function pressInContextMenu(app: AppUnderTest, wanted?: string): Promise<void> {
  return app.evaluate(({ Menu }, label) => {
    const menu = (Menu as unknown as { shown(): ShownMenu[] }).shown().at(-1)
    menu?.closePopup()
    if (label === undefined) return
    const item = menu?.items.find((each) => each.label === label)
    if (!item) throw new Error(`no entry ${label}`)
    item.click()
  }, wanted)
}

/** Presses an entry of the menu of the app, found by the words on the way to it. */
export function pressInMenu(app: AppUnderTest, ...way: readonly string[]): Promise<void> {
  return app.evaluate(({ Menu }, labels) => {
    let items = Menu.getApplicationMenu()?.items ?? []
    for (const [index, label] of labels.entries()) {
      const item = items.find((each) => each.label === label)
      if (!item) throw new Error(`no entry ${label} among ${items.map((each) => each.label).join(', ')}`)
      if (index === labels.length - 1) item.click()
      items = item.submenu?.items ?? []
    }
  }, way)
}

/** The labels of the bar. */
export function menuBarOf(app: AppUnderTest): Promise<readonly string[]> {
  return app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? [])
}
