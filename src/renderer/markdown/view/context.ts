import { createContext, useContext } from 'react'
import type { Highlighter } from '../highlight/client.ts'

/** The words of a code block's head. */
export type MarkdownLabels = { readonly copy: string; readonly copied: string }

/** What code blocks deep inside an answer need. Nothing else reads it, so a change renders nothing else again. */
export type CodeContext = {
  readonly labels: MarkdownLabels
  readonly highlighter: Highlighter | undefined
}

const context = createContext<CodeContext>({ labels: { copy: '', copied: '' }, highlighter: undefined })

export const CodeContextProvider = context.Provider

/** The code context of the answer around the caller. */
export function useCodeContext(): CodeContext {
  return useContext(context)
}
