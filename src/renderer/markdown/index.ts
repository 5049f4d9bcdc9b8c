import './markdown.css'

export { createHighlighter, type Highlighter } from './highlight/client.ts'
export { spawnHighlightWorker } from './highlight/spawn.ts'
export { Markdown } from './view/markdown.tsx'
