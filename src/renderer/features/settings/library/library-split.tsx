import type { ReactNode } from 'react'
import { useApp } from '../../../state/app-context.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { Empty } from '../../../ui/empty/empty.tsx'

export interface LibrarySplitProps {
  readonly kind: 'agents' | 'prompts'
  /** The rows of the list. */
  readonly children: readonly ReactNode[]
  /** Below the list. */
  readonly below?: ReactNode
  /** What stands at the right; absent where there is nothing to choose yet. */
  readonly form: ReactNode
  readonly onNew: () => void
}

/** What the user keeps at the left, what is chosen of it at the right. */
export function LibrarySplit({ kind, children, below, form, onNew }: LibrarySplitProps) {
  const { text } = useApp()
  const title = text(`settings.page.${kind}`)
  return (
    <div className="split">
      <div className="split-list">
        <div className="titlebar drag">
          <h1 className="flex-1">{title}</h1>
          <Button variant="ghost" size="sm" icon="plus" onClick={onNew}>
            {text('agents.add')}
          </Button>
        </div>
        <ul className="split-scroll scroll" aria-label={title}>
          {children}
        </ul>
        {below}
      </div>
      <div className="page scroll">
        {form ?? (
          <div className="library-empty">
            <Empty icon={kind === 'agents' ? 'agent' : 'prompt'} title={text(`${kind}.none.title`)}>
              {text(`${kind}.none.text`)}
            </Empty>
            <Button variant="primary" onClick={onNew}>
              {text(`${kind}.none.action`)}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
