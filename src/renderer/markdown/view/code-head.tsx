import { useEffect, useState, type ReactNode } from 'react'
import { Button } from '../../ui/button/button.tsx'
import { languageName } from '../highlight/languages.ts'
import { useCodeContext } from './context.ts'

const COPIED_MS = 1500

type CodeHeadProps = {
  /** The language as the fence has it. */
  readonly language: string
  readonly textOf: () => string
}

/** What a code block is written in, and a button that copies it. */
export function CodeHead({ language, textOf }: CodeHeadProps): ReactNode {
  const { labels } = useCodeContext()
  const [isCopied, confirm] = useConfirmation()
  const copy = async (): Promise<void> => {
    if (await copyText(textOf())) confirm()
  }
  return (
    <figcaption className="md-code-head">
      <span className="md-code-language">{languageName(language)}</span>
      <Button
        variant="ghost"
        size="sm"
        icon={isCopied ? 'check' : 'copy'}
        aria-live="polite"
        onClick={() => void copy()}
      >
        {isCopied ? labels.copied : labels.copy}
      </Button>
    </figcaption>
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
