import { isValidElement, memo, type ReactElement, type ReactNode } from 'react'
import { assertNever } from '../../../contract/assert-never.ts'
import { seenText } from '../../../contract/visible-text.ts'
import type { Inline } from '../engine/tree.ts'
import { hostOf, safeUrl } from './links.ts'
import { MathView } from './math-view.tsx'

type Node<T extends string> = Extract<Inline, { readonly type: T }>

/** HTML is never made into elements; a lone line break is the one exception. */
const lineBreak = /^<br\s*\/?>$/i

/** Text with its marks. */
export const Inlines = memo(function Inlines({ nodes }: { readonly nodes: readonly Inline[] }): ReactNode {
  return nodes.map(drawnNode)
})

/** While a paragraph grows, React skips what is the same element as before. */
const drawn = new WeakMap<object, ReactElement>()

function drawnNode(node: Inline, index: number): ReactNode {
  if (typeof node === 'string') return node
  const known = drawn.get(node)
  if (known?.key === String(index)) return known
  const made = renderNode(node, index, false)
  if (isValidElement(made)) drawn.set(node, made)
  return made
}

function renderNodes(nodes: readonly Inline[], inLink: boolean): ReactNode[] {
  return nodes.map((node, index) => renderNode(node, index, inLink))
}

function renderNode(node: Inline, key: number, inLink: boolean): ReactNode {
  // Nothing hides in what is to be pressed.
  if (typeof node === 'string') return inLink ? seenText(node) : node
  switch (node.type) {
    case 'emphasis':
      return <em key={key}>{renderNodes(node.children, inLink)}</em>
    case 'strong':
      return <strong key={key}>{renderNodes(node.children, inLink)}</strong>
    case 'deleted':
      return <del key={key}>{renderNodes(node.children, inLink)}</del>
    case 'code':
      return (
        <code key={key} className="md-code-span">
          {node.text}
        </code>
      )
    case 'math':
      return <MathView key={key} source={node.source} display={node.display} />
    case 'link':
      return <LinkView key={key} node={node} />
    case 'image':
      return <ImageView key={key} node={node} inLink={inLink} />
    case 'html':
      return lineBreak.test(node.text) ? <br key={key} /> : node.text
    case 'note-reference':
      return <NoteMark key={key} label={node.label} />
    case 'break':
      return <br key={key} />
    default:
      return assertNever(node)
  }
}

/** A link shows where it leads on hover; one that may not be followed is its text. */
function LinkView({ node }: { readonly node: Node<'link'> }): ReactNode {
  const url = safeUrl(node.url)
  if (url === undefined) return <span>{renderNodes(node.children, false)}</span>
  const title = node.title ? `${node.title}\n${url}` : url
  return (
    <a className="md-link" href={url} title={title} rel="noreferrer noopener">
      {renderNodes(node.children, true)}
    </a>
  )
}

type ImageProps = { readonly node: Node<'image'>; readonly inLink: boolean }

/** A picture is never loaded, since asking for it would tell its host: what stands for it says what and where. */
function ImageView({ node, inLink }: ImageProps): ReactNode {
  const url = safeUrl(node.url)
  const host = url === undefined ? '' : hostOf(url)
  const content = (
    <>
      {node.alt}
      {host && <span className="md-image-host">{host}</span>}
    </>
  )
  if (url === undefined || inLink) return <span className="md-image">{content}</span>
  return (
    <a className="md-image md-link" href={url} title={url} rel="noreferrer noopener">
      {content}
    </a>
  )
}

function NoteMark({ label }: { readonly label: string }): ReactNode {
  return (
    <sup>
      <button type="button" className="md-note-mark" data-note={label}>
        {label}
      </button>
    </sup>
  )
}
