import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { commandKeys } from '../../contract/command-keys.ts'
import { englishText } from '../../contract/language/text.ts'
import { menuCommandSchema } from '../../contract/menu-command.ts'
import { menuTemplate } from './menu-template.ts'

type Items = readonly MenuItemConstructorOptions[]

const submenuOf = ({ submenu }: MenuItemConstructorOptions): Items => (Array.isArray(submenu) ? submenu : [])
const everyItem = (items: Items): Items => items.flatMap((item) => [item, ...everyItem(submenuOf(item))])

function itemsOn(platform: NodeJS.Platform) {
  const zoomed: number[] = []
  const actions = { choose: () => undefined, zoom: (step: number) => zoomed.push(step) }
  const template = menuTemplate(platform, englishText, actions)
  return { zoomed, template, items: everyItem(template) }
}

test.each(['darwin', 'win32', 'linux'] as const)(
  'NA-03 on %s every entry has words and does something',
  (platform) => {
    const { items } = itemsOn(platform)
    for (const { type, label, role, click, submenu } of items) {
      if (type === 'separator') continue
      expect(label).toBeTruthy()
      expect(role ?? click ?? submenu).toBeDefined()
    }
  },
)

test.each(['darwin', 'win32', 'linux'] as const)(
  'NA-03 on %s no entry is there twice, and none is the developers’',
  (platform) => {
    const { items } = itemsOn(platform)
    const ids = items.flatMap(({ id }) => id ?? [])
    expect(ids).toEqual([...new Set(ids)])
    const wanted = menuCommandSchema.options.filter((command) => platform !== 'darwin' || command !== 'about')
    expect(ids.toSorted()).toEqual(wanted.toSorted())
    const roles = items.map(({ role }) => role)
    for (const role of ['reload', 'forceReload', 'toggleDevTools']) expect(roles).not.toContain(role)
  },
)

test('NA-03 keys that the page listens for are shown and not listened for twice', () => {
  const { items } = itemsOn('win32')
  for (const [id, key] of Object.entries(commandKeys)) {
    expect(items.find((item) => item.id === id)).toMatchObject({
      accelerator: `CommandOrControl+${key.toUpperCase()}`,
      registerAccelerator: false,
    })
  }
})

test('NA-03 on a Mac the app has a menu of its own with its settings and its end', () => {
  const { template } = itemsOn('darwin')
  const [own] = template
  expect(own?.label).toBe('Parley')
  expect(submenuOf(own ?? {}).map(({ role, id }) => role ?? id)).toEqual(
    expect.arrayContaining(['about', 'settings', 'services', 'hide', 'quit']),
  )
})

test('NA-06 larger, smaller and back, with + also where it needs Shift', () => {
  const { items, zoomed } = itemsOn('linux')
  const press = (accelerator: string) =>
    items
      .find((item) => item.accelerator === accelerator)
      ?.click?.(undefined as never, undefined, undefined as never)
  for (const key of ['Plus', '=', '-', '0']) press(`CommandOrControl+${key}`)
  expect(zoomed).toEqual([1, 1, -1, 0])
})
