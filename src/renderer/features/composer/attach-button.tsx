import { type ChangeEvent, useRef } from 'react'
import { useApp } from '../../state/app-context.tsx'
import { IconButton } from '../../ui/button/icon-button.tsx'

/** Chooses files to go with the message. */
export function AttachButton({ draftKey }: { readonly draftKey: string }) {
  const { text, uploads } = useApp()
  const input = useRef<HTMLInputElement>(null)
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])]
    // So that the same file can be chosen again.
    event.target.value = ''
    if (files.length > 0) void uploads.attach(draftKey, files)
  }
  return (
    <>
      <input ref={input} type="file" multiple hidden aria-label={text('attach.files')} onChange={take} />
      <IconButton icon="attach" label={text('attach.button')} onClick={() => input.current?.click()} />
    </>
  )
}
