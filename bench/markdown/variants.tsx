import { code } from '@streamdown/code'
import { createMathPlugin } from '@streamdown/math'
import MarkdownRender from 'markstream-react'
import type { ReactNode } from 'react'
import ReactMarkdown from 'react-markdown'
import rehypeHighlight from 'rehype-highlight'
import rehypeKatex from 'rehype-katex'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import { Streamdown } from 'streamdown'
import { labels } from '../../src/renderer/markdown/view/testing/labels.ts'
import { createHighlighter, Markdown, spawnHighlightWorker } from '../../src/renderer/markdown/index.ts'

/** How one of those compared draws an answer of which `text` is there so far. */
export type Draw = (text: string, finished: boolean) => ReactNode

const plugins = { math: createMathPlugin({ singleDollarTextMath: true }), code }
const onLink = (): void => {}

/** All with code that is coloured, formulas and tables; markstream's colours need a package that it does not bring. */
export const variants: Readonly<Record<string, () => Draw>> = {
  parley() {
    const highlighter = createHighlighter(spawnHighlightWorker)
    return (text, finished) => (
      <Markdown text={text} streaming={!finished} highlighter={highlighter} onLink={onLink} labels={labels} />
    )
  },
  streamdown: () => (text) => <Streamdown plugins={plugins}>{text}</Streamdown>,
  markstream: () => (text, finished) => <MarkdownRender content={text} final={finished} fade={false} />,
  'react-markdown': () => (text) => (
    <ReactMarkdown
      remarkPlugins={[remarkGfm, remarkMath]}
      rehypePlugins={[rehypeKatex, [rehypeHighlight, { detect: false }]]}
    >
      {text}
    </ReactMarkdown>
  ),
}
