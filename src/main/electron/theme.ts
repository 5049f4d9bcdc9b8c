import { readFileSync } from 'node:fs'
import { nativeTheme } from 'electron'
import type { Theme } from '../../contract/settings.ts'
import type { Core } from './follow-core.ts'

/** The theme that the file of settings names, before the settings are opened: the first window shall not change colour. */
export function showTheme(settingsPath: string): void {
  try {
    nativeTheme.themeSource = sourceOf(themeOf(JSON.parse(readFileSync(settingsPath, 'utf8'))))
  } catch {
    // Not there or malformed: that is told, and mended, where the settings are opened.
  }
}

/** Keeps the system's parts of the window (menus, scroll bars, `prefers-color-scheme`) in the chosen theme. */
export function followTheme(core: Core): void {
  nativeTheme.themeSource = sourceOf(core.settings().theme)
  core.onNotice((notice) => {
    if (notice.type === 'settings-changed') nativeTheme.themeSource = sourceOf(notice.settings.theme)
  })
}

function themeOf(settings: unknown): Theme {
  const theme = typeof settings === 'object' && settings && 'theme' in settings ? settings.theme : 'system'
  return theme === 'light' || theme === 'dark' || theme === 'contrast' ? theme : 'system'
}

function sourceOf(theme: Theme): 'system' | 'light' | 'dark' {
  return theme === 'contrast' ? 'dark' : theme
}
