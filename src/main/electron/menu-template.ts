import type { MenuItemConstructorOptions } from 'electron'
import { commandKeys } from '../../contract/command-keys.ts'
import type { Text, TextKey } from '../../contract/language/text.ts'
import type { MenuCommand } from '../../contract/menu-command.ts'

/** What the entries do that have no role. */
export interface MenuActions {
  readonly choose: (command: MenuCommand) => void
  readonly zoom: (step: 1 | -1 | 0) => void
}

type Items = MenuItemConstructorOptions[]
type Role = NonNullable<MenuItemConstructorOptions['role']>

const separator = { type: 'separator' } as const

/** The menu of the app as the platform has it, in the words of `text`. */
export function menuTemplate(platform: NodeJS.Platform, text: Text, actions: MenuActions): Items {
  const mac = platform === 'darwin'
  const role = (name: Role, key: TextKey): MenuItemConstructorOptions => ({ role: name, label: text(key) })
  const command = (name: MenuCommand, key: TextKey): MenuItemConstructorOptions => ({
    id: name,
    label: text(key),
    click: () => actions.choose(name),
    ...acceleratorOf(name),
  })
  const parts = { mac, text, role, command }
  return [
    ...(mac ? [{ label: 'Parley', submenu: appItems(parts) }] : []),
    { label: text('menu.file'), submenu: fileItems(parts) },
    { label: text('menu.edit'), submenu: editItems(parts) },
    { label: text('menu.view'), submenu: viewItems(parts, actions) },
    { label: text('menu.window'), role: 'window', submenu: windowItems(parts) },
    { label: text('menu.help'), role: 'help', submenu: helpItems(parts) },
  ]
}

interface Parts {
  readonly mac: boolean
  readonly text: Text
  readonly role: (name: Role, key: TextKey) => MenuItemConstructorOptions
  readonly command: (name: MenuCommand, key: TextKey) => MenuItemConstructorOptions
}

// The page listens for these keys itself; a second listener would do everything twice. On a Mac the menu hears only of
// keys that the page has left alone.
function acceleratorOf(
  name: MenuCommand,
): Pick<MenuItemConstructorOptions, 'accelerator' | 'registerAccelerator'> {
  const keys: Partial<Record<MenuCommand, string>> = commandKeys
  const key = keys[name]
  return key ? { accelerator: `CommandOrControl+${key.toUpperCase()}`, registerAccelerator: false } : {}
}

function appItems({ role, command }: Parts): Items {
  return [
    role('about', 'menu.about'),
    separator,
    command('settings', 'menu.settings'),
    separator,
    role('services', 'menu.services'),
    separator,
    role('hide', 'menu.hide'),
    role('hideOthers', 'menu.hide-others'),
    role('unhide', 'menu.show-all'),
    separator,
    role('quit', 'menu.quit'),
  ]
}

function fileItems({ mac, role, command }: Parts): Items {
  return [
    command('new', 'window.new-chat'),
    separator,
    command('import', 'menu.import'),
    command('export-markdown', 'window.export.markdown'),
    command('export-html', 'window.export.html'),
    separator,
    ...(mac
      ? [role('close', 'menu.close')]
      : [command('settings', 'menu.settings'), separator, role('quit', 'menu.quit')]),
  ]
}

function editItems({ role, command }: Parts): Items {
  return [
    role('undo', 'menu.undo'),
    role('redo', 'menu.redo'),
    separator,
    role('cut', 'menu.cut'),
    role('copy', 'menu.copy'),
    role('paste', 'menu.paste'),
    role('pasteAndMatchStyle', 'menu.paste-plain'),
    role('selectAll', 'menu.select-all'),
    separator,
    command('find', 'find.name'),
    command('rename', 'command.rename'),
  ]
}

function viewItems({ text, role, command }: Parts, { zoom }: MenuActions): Items {
  const larger = { label: text('menu.zoom-in'), click: () => zoom(1) }
  return [
    command('search', 'search.placeholder'),
    separator,
    command('sidebar', 'command.sidebar'),
    command('inspect', 'inspector.name'),
    separator,
    { label: text('menu.zoom-reset'), accelerator: 'CommandOrControl+0', click: () => zoom(0) },
    { ...larger, accelerator: 'CommandOrControl+Plus' },
    // The same key where + needs Shift.
    { ...larger, accelerator: 'CommandOrControl+=', visible: false, acceleratorWorksWhenHidden: true },
    { label: text('menu.zoom-out'), accelerator: 'CommandOrControl+-', click: () => zoom(-1) },
    separator,
    role('togglefullscreen', 'menu.full-screen'),
  ]
}

function windowItems({ mac, role }: Parts): Items {
  return [
    role('minimize', 'menu.minimize'),
    ...(mac
      ? [role('zoom', 'menu.zoom-window'), separator, role('front', 'menu.front')]
      : [role('close', 'menu.close')]),
  ]
}

function helpItems({ mac, command }: Parts): Items {
  return [
    command('shortcuts', 'settings.page.shortcuts'),
    ...(mac ? [] : [separator, command('about', 'menu.about')]),
  ]
}
