import { useEffect, useState, type ReactNode } from 'react'
import { Button } from '../../ui/button/button.tsx'
import { useMarkdownContext } from './context.ts'

const COPIED_MS = 1500
const WARNED_MS = 6000

type CopyButtonProps = {
  readonly label: string
  readonly textOf: () => string
  /** What is copied for it: where that is not the same, it is said. */
  readonly asSeen?: (text: string) => string
}

/** Copies a text, and says so for a moment. */
export function CopyButton({ label, textOf, asSeen = (text) => text }: CopyButtonProps): ReactNode {
  const { labels } = useMarkdownContext()
  const [isCopied, confirm] = useConfirmation()
  const [isChanged, setChanged] = useState(false)
  const copy = async (): Promise<void> => {
    const text = textOf()
    const seen = asSeen(text)
    setChanged(seen !== text)
    if (await copyText(seen)) confirm(seen === text ? COPIED_MS : WARNED_MS)
  }
  return (
    <Button
      variant="ghost"
      size="sm"
      icon={isCopied ? 'check' : 'copy'}
      aria-live="polite"
      onClick={() => void copy()}
    >
      {isCopied ? (isChanged ? labels.copiedAsSeen : labels.copied) : label}
    </Button>
  )
}

/** A sign that is on for a moment; each call of the function begins that moment anew. */
function useConfirmation(): [boolean, (ms: number) => void] {
  const [shown, setShown] = useState<{ readonly ms: number }>()
  useEffect(() => {
    if (!shown) return undefined
    const timer = setTimeout(() => setShown(undefined), shown.ms)
    return () => clearTimeout(timer)
  }, [shown])
  return [shown !== undefined, (ms) => setShown({ ms })]
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
