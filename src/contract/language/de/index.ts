import type { WindowCatalogue } from '../text.ts'

export const de: Partial<WindowCatalogue> = {}
