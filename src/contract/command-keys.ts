import type { MenuCommand } from './menu-command.ts'

/** Letters that go with Control, on a Mac with Command. The page listens for them and the menu shows them. */
export const commandKeys = {
  new: 'n',
  search: 'k',
  find: 'f',
  inspect: 'i',
  sidebar: 'b',
  settings: ',',
} as const satisfies Partial<Record<MenuCommand, string>>
