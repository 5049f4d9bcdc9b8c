import { readFileSync } from 'node:fs'
import { nativeTheme } from 'electron'
import type { Theme } from '../../contract/settings.ts'
import type { Door } from '../methods/door.ts'

/** The theme that the file of settings names, before the settings are opened: the first window shall not change colour. */
export function showTheme(settingsPath: string): void {
  try {
    nativeTheme.themeSource = sourceOf(themeOf(JSON.parse(readFileSync(settingsPath, 'utf8'))))
  } catch {
    // Not there or malformed: that is told, and mended, where the settings are opened.
  }
}

/** Keeps the system's parts of the window (menus, scroll bars, `prefers-color-scheme`) in the chosen theme. */
export async function followTheme(door: Door): Promise<void> {
  const caller = {
    kind: 'window',
    noticeEveryMs: 0,
    notify(notice: Parameters<Parameters<Door['connect']>[0]['notify']>[0]) {
      if (notice.type === 'settings-changed') nativeTheme.themeSource = sourceOf(notice.settings.theme)
    },
  } as const
  door.connect(caller)
  const answer = await door.invoke('settings.get', {}, caller)
  if ('output' in answer) nativeTheme.themeSource = sourceOf(themeOf(answer.output))
}

function themeOf(settings: unknown): Theme {
  const theme = typeof settings === 'object' && settings && 'theme' in settings ? settings.theme : 'system'
  return theme === 'light' || theme === 'dark' || theme === 'contrast' ? theme : 'system'
}

function sourceOf(theme: Theme): 'system' | 'light' | 'dark' {
  return theme === 'contrast' ? 'dark' : theme
}
