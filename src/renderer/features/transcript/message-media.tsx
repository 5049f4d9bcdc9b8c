import { useState } from 'react'
import { cleanName } from '../../../contract/file-name.ts'
import type { Text } from '../../../contract/language/text.ts'
import type { MediaPart } from '../../../contract/message.ts'
import { saveMedia } from '../../state/actions.ts'
import { useApp } from '../../state/app-context.tsx'
import { fileWords } from '../../state/file-words.ts'
import { useContentUrl } from '../../state/use-content-url.ts'
import { FileChip } from '../../ui/file-chip/file-chip.tsx'
import { LateLightbox } from '../../ui/lightbox/late-lightbox.tsx'

// A picture that could hold a program, such as SVG, is only named.
export const shownTypes = /^image\/(?:png|jpeg|gif|webp)$/

/** The pictures of a message, and below those, which are so much higher, its files. */
export function MessageMedia({ parts }: { readonly parts: readonly MediaPart[] }) {
  if (parts.length === 0) return null
  const kinds = [parts.filter(isPicture), parts.filter((part) => !isPicture(part))]
  return (
    <div className="media-kinds">
      {kinds.map((kind, at) => kind.length > 0 && <MediaRow key={at} parts={kind} />)}
    </div>
  )
}

function MediaRow({ parts }: { readonly parts: readonly MediaPart[] }) {
  const { text } = useApp()
  return (
    <ul className="message-media" aria-label={text('attach.of-message')}>
      {parts.map((part, index) => (
        // Parts of a message keep their places.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>
          {isPicture(part) ? <Picture part={part} name={nameOf(part, text)} /> : <Document part={part} />}
        </li>
      ))}
    </ul>
  )
}

function isPicture({ type, mediaType }: MediaPart): boolean {
  return type === 'image' && shownTypes.test(mediaType)
}

/** A name that shows itself as it is saved, whoever wrote it into the chat. */
function nameOf({ name }: MediaPart, text: Text): string {
  return cleanName(name ?? text('transcript.image'))
}

/** A picture in small, which a click opens large. */
export function Picture({ part, name }: { readonly part: MediaPart; readonly name: string }) {
  const app = useApp()
  const { text } = app
  const [open, setOpen] = useState(false)
  const { url, lost } = useContentUrl(part)
  if (lost) return <FileChip name={name} detail={text('attach.lost')} icon="file" failed />
  if (url === undefined) return <span className="media-picture" aria-busy="true" />
  return (
    <>
      <button
        type="button"
        className="media-picture"
        aria-label={text('attach.open', { name })}
        onClick={() => setOpen(true)}
      >
        <img src={url} alt={name} draggable={false} />
      </button>
      <LateLightbox
        open={open}
        name={name}
        picture={url}
        closeLabel={text('attach.close')}
        saveLabel={text('attach.save', { name })}
        onClose={() => setOpen(false)}
        onSave={() => void saveMedia(app, part)}
      />
    </>
  )
}

/** A file of any other kind. It is only ever saved: Parley hands nothing to a program that could run it. */
function Document({ part }: { readonly part: MediaPart }) {
  const app = useApp()
  const { text } = app
  const name = nameOf(part, text)
  return (
    <FileChip
      name={name}
      detail={fileWords(text, part)}
      icon="file"
      actionIcon="export"
      actionLabel={text('attach.save', { name })}
      onAction={() => void saveMedia(app, part)}
    />
  )
}
