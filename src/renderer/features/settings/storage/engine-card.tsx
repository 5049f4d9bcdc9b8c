import { Radio } from '@base-ui/react/radio'
import { useId } from 'react'
import type { Engine, StorageView } from '../../../../contract/storage.ts'
import { useText } from '../../../state/app-context.tsx'
import { Badge } from '../../../ui/badge/badge.tsx'
import { classNames } from '../../../ui/class-names.ts'
import { MoveHere } from './move-here.tsx'

export interface EngineCardProps {
  readonly engine: Engine
  readonly view: StorageView
  readonly picked: boolean
  readonly onMoved: () => void
}

/** One engine: what it is good for, what it is less good for, and the way there. */
export function EngineCard({ engine, view, picked, onMoved }: EngineCardProps) {
  const text = useText()
  const id = useId()
  const inUse = view.engine === engine
  return (
    <div className={classNames('card engine', picked && 'is-picked')}>
      <Radio.Root
        className="engine-radio"
        value={engine}
        aria-labelledby={`${id}-name`}
        aria-describedby={id}
      >
        <Radio.Indicator className="engine-dot" />
      </Radio.Root>
      <div className="min-w-0 flex-1">
        <h2 className="engine-name">
          <span id={`${id}-name`}>{text(`storage.${engine}`)}</span>
          {inUse && <Badge tone="tint">{text('storage.in-use')}</Badge>}
        </h2>
        <dl id={id} className="engine-words">
          <dt>{text('storage.good')}</dt>
          <dd>{text(`storage.${engine}.good`)}</dd>
          <dt>{text('storage.less')}</dt>
          <dd>{text(`storage.${engine}.less`)}</dd>
        </dl>
        {inUse && view.location !== '' && <p className="hint path font-mono engine-place">{view.location}</p>}
        {picked && !inUse && <MoveHere engine={engine} view={view} onMoved={onMoved} />}
      </div>
    </div>
  )
}
