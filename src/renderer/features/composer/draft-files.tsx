import { useState } from 'react'
import type { Attachment } from '../../../contract/attachment.ts'
import { saveMedia } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { failureText } from '../../state/failure.ts'
import { fileWords } from '../../state/file-words.ts'
import type { Upload } from '../../state/uploads.ts'
import { useContentUrl } from '../../state/use-content-url.ts'
import { FileChip } from '../../ui/file-chip/file-chip.tsx'
import { LateLightbox } from '../../ui/lightbox/late-lightbox.tsx'

const none: readonly Attachment[] = []

/** The files that go with the next message, those on their way, and those that could not be attached. */
export function DraftFiles({ draftKey }: { readonly draftKey: string }) {
  const { drafts, text, uploads } = useApp()
  const files = useSelect(drafts.store, (state) => state.files[draftKey] ?? none)
  const all = useSelect(uploads.store, (state) => state.uploads)
  const mine = all.filter(({ key }) => key === draftKey)
  if (files.length === 0 && mine.length === 0) return null
  return (
    <ul className="draft-files" aria-label={text('attach.list')}>
      {files.map((file) => (
        <li key={file.hash}>
          <DraftFile file={file} onRemove={() => drafts.removeFile(draftKey, file.hash)} />
        </li>
      ))}
      {mine.map((upload) => (
        <li key={upload.id}>
          <UploadChip upload={upload} />
        </li>
      ))}
    </ul>
  )
}

interface DraftFileProps {
  readonly file: Attachment
  readonly onRemove: () => void
}

function DraftFile(props: DraftFileProps) {
  return props.file.type === 'image' ? <DraftPicture {...props} /> : <DraftDocument {...props} />
}

function DraftDocument({ file, onRemove }: DraftFileProps) {
  const { text } = useApp()
  return (
    <FileChip
      name={file.name}
      detail={fileWords(text, file)}
      icon="file"
      actionLabel={text('attach.remove', { name: file.name })}
      onAction={onRemove}
    />
  )
}

function DraftPicture({ file, onRemove }: DraftFileProps) {
  const app = useApp()
  const { text } = app
  const [open, setOpen] = useState(false)
  const { url: picture, lost } = useContentUrl(file)
  return (
    <>
      <FileChip
        name={file.name}
        detail={lost ? text('attach.lost') : fileWords(text, file)}
        icon="file"
        failed={lost}
        picture={picture}
        {...(picture && {
          openLabel: text('attach.open-short'),
          onOpen: () => setOpen(true),
        })}
        actionLabel={text('attach.remove', { name: file.name })}
        onAction={onRemove}
      />
      {picture && (
        <LateLightbox
          open={open}
          name={file.name}
          picture={picture}
          closeLabel={text('attach.close')}
          saveLabel={text('attach.save', { name: file.name })}
          onClose={() => setOpen(false)}
          onSave={() => void saveMedia(app, file)}
        />
      )}
    </>
  )
}

function UploadChip({ upload }: { readonly upload: Upload }) {
  const { text, uploads } = useApp()
  const { id, name, share, failure } = upload
  const dismiss = () => uploads.dismiss(id)
  if (failure) {
    return (
      <div role="alert">
        <FileChip
          name={name}
          detail={failureText(text, failure)}
          icon="alert"
          failed
          actionLabel={text('attach.dismiss', { name })}
          onAction={dismiss}
        />
      </div>
    )
  }
  const percent = Math.floor(share * 100)
  return (
    <FileChip
      name={name}
      detail={share === 1 ? text('attach.preparing') : text('attach.reading', { percent })}
      icon="file"
      share={share}
      actionLabel={text('attach.cancel', { name })}
      onAction={dismiss}
    />
  )
}
