import { useText } from '../../state/app-context.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Tooltip } from '../../ui/tooltip/tooltip.tsx'
import { useParallel } from './use-parallel.ts'

/** Switches between tool calls side by side and one after another. */
export function ParallelToggle() {
  const text = useText()
  const { parallel, decided, setParallel } = useParallel()
  return (
    <Tooltip text={text(decided ? 'composer.parallel.agent' : 'composer.parallel.hint')}>
      <Button
        icon="parallel"
        variant={parallel ? 'tint' : 'ghost'}
        aria-pressed={parallel}
        aria-disabled={decided || undefined}
        onClick={() => decided || setParallel(!parallel)}
      >
        {text('composer.parallel')}
      </Button>
    </Tooltip>
  )
}
