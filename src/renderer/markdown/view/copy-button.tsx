import { useEffect, useState, type ReactNode } from 'react'
import { Button } from '../../ui/button/button.tsx'
import { useMarkdownContext } from './context.ts'

const COPIED_MS = 1500

type CopyButtonProps = { readonly label: string; readonly textOf: () => string }

/** Copies a text, and says so for a moment. */
export function CopyButton({ label, textOf }: CopyButtonProps): ReactNode {
  const { labels } = useMarkdownContext()
  const [isCopied, confirm] = useConfirmation()
  const copy = async (): Promise<void> => {
    if (await copyText(textOf())) confirm()
  }
  return (
    <Button
      variant="ghost"
      size="sm"
      icon={isCopied ? 'check' : 'copy'}
      aria-live="polite"
      onClick={() => void copy()}
    >
      {isCopied ? labels.copied : label}
    </Button>
  )
}

/** A sign that is on for a moment; each call of the function begins that moment anew. */
function useConfirmation(): [boolean, () => void] {
  const [count, setCount] = useState(0)
  useEffect(() => {
    if (count === 0) return undefined
    const timer = setTimeout(() => setCount(0), COPIED_MS)
    return () => clearTimeout(timer)
  }, [count])
  return [count > 0, () => setCount((before) => before + 1)]
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
