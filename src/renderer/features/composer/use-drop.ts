import { useEffect, useState } from 'react'
import { useApp } from '../../state/app-context.tsx'
import type { Given } from '../../state/uploads.ts'

/** Takes files that are dropped anywhere on the window; true while some are held over it. */
export function useDrop(draftKey: string): boolean {
  const { uploads } = useApp()
  const [over, setOver] = useState(false)
  useEffect(() => {
    // Each element that the pointer enters and leaves tells of it.
    let depth = 0
    const end = () => {
      depth = 0
      setOver(false)
    }
    const isOurs = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return false
      event.preventDefault()
      return true
    }
    const enter = (event: DragEvent) => {
      if (!isOurs(event)) return
      depth += 1
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!isOurs(event)) return
      depth -= 1
      if (depth <= 0) end()
    }
    const drop = (event: DragEvent) => {
      if (!isOurs(event)) return
      end()
      const given = givenIn(event.dataTransfer)
      if (given.length > 0) void uploads.attach(draftKey, given)
    }
    const stop = new AbortController()
    const { signal } = stop
    document.addEventListener('dragenter', enter, { signal })
    document.addEventListener('dragover', isOurs, { signal })
    document.addEventListener('dragleave', leave, { signal })
    document.addEventListener('drop', drop, { signal })
    return () => stop.abort()
  }, [draftKey, uploads])
  return over
}

/** The files of a drop. A folder looks like a file that cannot be read, so it is asked for. */
function givenIn(transfer: DataTransfer | null): readonly Given[] {
  return [...(transfer?.items ?? [])].flatMap((item): readonly Given[] => {
    if (item.kind !== 'file') return []
    const entry = item.webkitGetAsEntry()
    if (entry?.isDirectory) return [{ folder: entry.name }]
    const file = item.getAsFile()
    return file ? [file] : []
  })
}
