import { demo } from './demo.ts'
import { history } from './history.ts'
import { inWindow } from './in-window.ts'
import { rescue } from './rescue.ts'
import { terminal } from './terminal.ts'

/** The English catalogue, the reference for every other language. */
export const en = {
  ...inWindow,
  ...history,
  ...demo,
  ...terminal,
  ...rescue,
} as const
