import { createContext, useContext } from 'react'
import type { Highlighter } from '../highlight/client.ts'

/** The words of the controls inside an answer. */
export type MarkdownLabels = {
  readonly copy: string
  readonly copied: string
  /** Where letters that would not be seen were copied as their numbers. */
  readonly copiedAsSeen: string
  readonly wrap: string
  readonly copyTable: string
  /** Names a table that scrolls. */
  readonly wideTable: string
  readonly backToText: string
  readonly preview: string
  readonly previewTitle: string
  readonly tooLong: string
  readonly tooSlow: string
  /** Of a diagram that is not understood, with the line if that is known. */
  readonly notDrawn: (line: number | undefined) => string
  readonly larger: string
  readonly smaller: string
  readonly fit: string
  readonly fullView: string
  readonly copyPicture: string
  readonly savePicture: string
  readonly close: string
  /** What shows more of an answer of which so many characters are not shown. */
  readonly moreOf: (rest: number) => string
}

/** What blocks deep inside an answer need. Nothing else reads it, so a change renders nothing else again. */
export type MarkdownContext = {
  readonly labels: MarkdownLabels
  readonly highlighter: Highlighter | undefined
  readonly onSave: SaveFile | undefined
}

/** Lets the reader keep something as a file of that name. */
export type SaveFile = (name: string, content: Blob) => void

const noLabels: MarkdownLabels = {
  copy: '',
  copied: '',
  copiedAsSeen: '',
  wrap: '',
  copyTable: '',
  wideTable: '',
  backToText: '',
  preview: '',
  previewTitle: '',
  tooLong: '',
  tooSlow: '',
  notDrawn: () => '',
  larger: '',
  smaller: '',
  fit: '',
  fullView: '',
  copyPicture: '',
  savePicture: '',
  close: '',
  moreOf: () => '',
}

const context = createContext<MarkdownContext>({
  labels: noLabels,
  highlighter: undefined,
  onSave: undefined,
})

export const MarkdownContextProvider = context.Provider

/** The context of the answer around the caller. */
export function useMarkdownContext(): MarkdownContext {
  return useContext(context)
}
