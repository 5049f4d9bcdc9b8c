import { useCallback, useState, type ReactNode } from 'react'
import { Button } from '../../ui/button/button.tsx'
import { LightboxFrame } from '../../ui/lightbox/lightbox-frame.tsx'
import { useMarkdownContext } from './context.ts'
import { Preview } from './preview.tsx'

type PagePreviewProps = {
  readonly name: string
  readonly source: string
}

/**
 * A page or picture under its source, as tall as it is within bounds (see `md-preview-place`), and over the whole window on
 * demand. It takes its place when its height is known, so that nothing moves twice.
 */
export function PagePreview({ name, source }: PagePreviewProps): ReactNode {
  const { labels } = useMarkdownContext()
  const [height, setHeight] = useState<number>()
  const [isLarge, setLarge] = useState(false)
  const onHeight = useCallback((next: number) => setHeight(next), [])
  return (
    <div className="md-preview-box" data-settled={height === undefined ? undefined : ''}>
      <div className="md-preview-place" style={{ height }}>
        <Preview source={source} onHeight={onHeight} />
      </div>
      <div className="md-preview-actions">
        <Button variant="ghost" size="sm" icon="external" onClick={() => setLarge(true)}>
          {labels.fullView}
        </Button>
      </div>
      <LightboxFrame
        open={isLarge}
        wide
        name={name}
        actions={null}
        closeLabel={labels.close}
        onClose={() => setLarge(false)}
      >
        <Preview className="md-preview-large" source={source} />
      </LightboxFrame>
    </div>
  )
}
