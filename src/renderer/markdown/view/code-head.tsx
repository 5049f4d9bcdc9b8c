import { memo, type ReactNode } from 'react'
import { seenText } from '../../../contract/visible-text.ts'
import { Button } from '../../ui/button/button.tsx'
import { languageName } from '../highlight/languages.ts'
import { useMarkdownContext } from './context.ts'
import { CopyButton } from './copy-button.tsx'

type CodeHeadProps = {
  /** The language as the fence has it. */
  readonly language: string
  readonly textOf: () => string
  /** Undefined where no lines are shown. */
  readonly wraps: boolean | undefined
  readonly onWrap: (wraps: boolean) => void
  /** Undefined for what has no preview. */
  readonly previews: boolean | undefined
  /** Whether it can be looked at yet. */
  readonly canPreview: boolean
  readonly onPreview: (previews: boolean) => void
}

/** What a code block is written in, and what can be done with it. Not drawn again for each word that comes. */
export const CodeHead = memo(function CodeHead(props: CodeHeadProps): ReactNode {
  const { language, textOf, wraps, onWrap, previews, canPreview, onPreview } = props
  const { labels } = useMarkdownContext()
  return (
    <figcaption className="md-code-head">
      <span className="md-code-language">{languageName(language)}</span>
      {wraps !== undefined && (
        <Button
          variant="ghost"
          size="sm"
          icon="enter"
          className="md-code-wrap"
          aria-pressed={wraps}
          onClick={() => onWrap(!wraps)}
        >
          {labels.wrap}
        </Button>
      )}
      {previews !== undefined && (
        <Button
          variant="ghost"
          size="sm"
          icon="eye"
          aria-pressed={previews}
          disabled={!canPreview}
          onClick={() => onPreview(!previews)}
        >
          {labels.preview}
        </Button>
      )}
      {/* What is copied is what is seen. */}
      <CopyButton label={labels.copy} textOf={textOf} asSeen={seenText} />
    </figcaption>
  )
})
