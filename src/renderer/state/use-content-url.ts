import { useEffect, useState } from 'react'
import type { MediaPart } from '../../contract/message.ts'
import { useApp } from './app-context.tsx'

/** The address of a part's content within this window, once it is known; `lost` when there is no content. */
export interface ContentUrl {
  readonly url?: string
  readonly lost: boolean
}

const loading: ContentUrl = { lost: false }

/** Makes an address for the content of a part for as long as somebody shows it. */
export function useContentUrl(part: MediaPart): ContentUrl {
  const { contents } = useApp()
  const [found, setFound] = useState<ContentUrl & { readonly part: MediaPart }>()
  useEffect(() => {
    let url: string | undefined
    let left = false
    contents.blob(part).then(
      (blob) => {
        if (left) return
        url = URL.createObjectURL(blob)
        setFound({ part, url, lost: false })
      },
      () => {
        if (!left) setFound({ part, lost: true })
      },
    )
    return () => {
      left = true
      if (url !== undefined) URL.revokeObjectURL(url)
    }
  }, [contents, part])
  return found?.part === part ? found : loading
}
