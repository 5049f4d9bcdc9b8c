import './markdown.css'

export { createHighlighter, type Highlighter } from './highlight/client.ts'
export { spawnHighlightWorker } from './highlight/spawn.ts'
export { Markdown, type MarkdownProps } from './view/markdown.tsx'
export type { MarkdownLabels } from './view/context.ts'
