import type { WindowCatalogue } from '../text.ts'

export const zhCn: Partial<WindowCatalogue> = {}
