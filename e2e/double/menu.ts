import { EventEmitter } from 'node:events'
import type { MenuItemConstructorOptions, PopupOptions } from 'electron'
import { missing, partial } from './missing.ts'
import type { DoubleWindow } from './browser-window.ts'

type RoleAction = (window: DoubleWindow | undefined) => void
type Template = readonly (MenuItemConstructorOptions | DoubleMenuItem)[]

/** What the double can do for an item that has a role and no click; another role throws when clicked. */
export type RoleActions = Readonly<Record<string, RoleAction>>

export interface DoubleMenuItem extends Omit<MenuItemConstructorOptions, 'submenu' | 'click'> {
  readonly submenu?: DoubleMenu
  click(): void
}

/** A menu nobody draws: its items can be read and clicked by a test. */
export class DoubleMenu extends EventEmitter {
  items: DoubleMenuItem[] = []

  append(item: DoubleMenuItem): void {
    this.items.push(item)
  }

  getMenuItemById(id: string): DoubleMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }

  popup(_options?: PopupOptions): void {
    this.emit('menu-will-show', {})
  }

  closePopup(): void {
    this.emit('menu-will-close', {})
  }
}

/** The `Menu` and `MenuItem` classes; `shown` is the double's own: the menus popped up and not closed. */
export function createMenuClasses(focused: () => DoubleWindow | undefined, roles: RoleActions) {
  let applicationMenu: DoubleMenu | null = null
  const made = new WeakSet<object>()
  const shown = new Set<DoubleMenu>()

  class Menu extends DoubleMenu {
    constructor() {
      super()
      this.on('menu-will-show', () => shown.add(this))
      this.on('menu-will-close', () => shown.delete(this))
    }

    static buildFromTemplate(template: Template): Menu {
      const menu = new Menu()
      for (const options of template) menu.append(isItem(options) ? options : itemOf(options))
      return partial('Menu', menu)
    }

    static setApplicationMenu(menu: Menu | null): void {
      applicationMenu = menu
    }

    static getApplicationMenu(): DoubleMenu | null {
      return applicationMenu
    }

    static shown(): DoubleMenu[] {
      return [...shown]
    }
  }

  function itemOf(options: MenuItemConstructorOptions): DoubleMenuItem {
    const { submenu, click, ...plain } = options
    const item: DoubleMenuItem = {
      label: '',
      enabled: true,
      visible: true,
      checked: false,
      type: submenu ? 'submenu' : 'normal',
      ...plain,
      ...(submenu && { submenu: Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : asMenu(submenu) }),
      click() {
        if (item.type === 'checkbox') item.checked = !item.checked
        const window = focused()
        if (click) click(item as never, window as never, {})
        else if (options.role) actionOf(options.role)(window)
      },
    }
    made.add(item)
    return item
  }

  function isItem(options: MenuItemConstructorOptions | DoubleMenuItem): options is DoubleMenuItem {
    return made.has(options)
  }

  function actionOf(role: string): RoleAction {
    return roles[role] ?? missing(`Menu role ${role}`)
  }

  // A function rather than a class: what `new` gives is what the template would have made.
  function MenuItem(options: MenuItemConstructorOptions): DoubleMenuItem {
    return itemOf(options)
  }

  return { Menu, MenuItem }
}

function asMenu(submenu: unknown): DoubleMenu {
  if (submenu instanceof DoubleMenu) return submenu
  throw new TypeError('Invalid submenu')
}
