import { useEffect, useEffectEvent, type RefObject } from 'react'
import { linkOf, showNote, showNoteMark } from './links.ts'

const MIDDLE_BUTTON = 1

/**
 * Follows every link inside `root` through `onLink`, and no link in any other way. One listener for all of them: a
 * link then needs nothing of the component around it, and no render when `onLink` is another.
 */
export function useLinks(root: RefObject<HTMLElement | null>, onLink: (url: string) => void): void {
  const follow = useEffectEvent((event: MouseEvent, element: HTMLElement) => {
    const link = linkOf(event.target)
    if (!link) return
    event.preventDefault()
    if (link.type === 'url') onLink(link.url)
    else if (link.type === 'note') showNote(element, link.label)
    else showNoteMark(element, link.label)
  })

  useEffect(() => {
    const element = root.current
    if (!element) return undefined
    const listening = new AbortController()
    const { signal } = listening
    element.addEventListener('click', (event) => follow(event, element), { signal })
    element.addEventListener(
      'auxclick',
      (event) => {
        if (event.button === MIDDLE_BUTTON) follow(event, element)
      },
      { signal },
    )
    return () => listening.abort()
  }, [root])
}
