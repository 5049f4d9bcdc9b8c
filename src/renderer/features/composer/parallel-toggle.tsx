import { useText } from '../../state/app-context.tsx'
import { Button } from '../../ui/button/button.tsx'
import { tip } from '../../ui/tooltip/tip.ts'
import { useParallel } from './use-parallel.ts'

/** Switches between tool calls side by side and one after another. */
export function ParallelToggle() {
  const text = useText()
  const { parallel, decided, setParallel } = useParallel()
  return (
    <Button
      {...tip(text(decided ? 'composer.parallel.agent' : 'composer.parallel.hint'))}
      icon="parallel"
      variant={parallel ? 'tint' : 'ghost'}
      aria-pressed={parallel}
      aria-disabled={decided || undefined}
      onClick={() => decided || setParallel(!parallel)}
    >
      {text('composer.parallel')}
    </Button>
  )
}
