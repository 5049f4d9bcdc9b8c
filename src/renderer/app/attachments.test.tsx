import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { maxContentPiece } from '../../contract/attachment.ts'
import { newChatKey } from '../../contract/draft.ts'
import { FailureError } from '../transport/transport.ts'
import { localFailure } from '../transport/local-failure.ts'
import { emit, renderApp, type RenderedApp } from './testing/render-app.tsx'

const started = ({ core }: RenderedApp) =>
  core.calls.filter((call) => call.method === 'runs.start').map(({ input }) => input)

async function picture(name: string, width: number, height: number): Promise<File> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context) {
    context.fillStyle = 'teal'
    context.fillRect(0, 0, width, height / 2)
  }
  return new File([await canvas.convertToBlob({ type: 'image/png' })], name, { type: 'image/png' })
}

function transferOf(...files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer()
  for (const file of files) transfer.items.add(file)
  return transfer
}

function drag(type: string, dataTransfer: DataTransfer): void {
  document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }))
}

function paste(clipboardData: DataTransfer): void {
  const field = document.querySelector('#message')
  field?.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }))
}

test('AT-14 a pasted picture has a small picture of it, goes with the message, and opens large in the chat', async () => {
  const rendered = await renderApp()
  const { screen, core } = rendered
  paste(transferOf(await picture('image.png', 30, 20)))
  const chip = screen.getByRole('button', { name: /^Open Pasted picture/ })
  await expect.element(chip).toBeVisible()
  await screen.getByRole('textbox', { name: 'Message' }).fill('What is this?')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => started(rendered)).toHaveLength(1)
  expect(started(rendered)[0]).toMatchObject({
    text: 'What is this?',
    attachments: [{ type: 'image', name: 'Pasted picture.png' }],
  })
  const article = screen.getByRole('article', { name: 'You' })
  await article.getByRole('button', { name: 'Open Pasted picture.png' }).click()
  const large = screen.getByRole('dialog').getByRole('img')
  await expect.element(large).toBeVisible()
  await screen.getByRole('dialog').getByRole('button', { name: 'Save Pasted picture.png' }).click()
  await expect.poll(() => rendered.saved.map(({ name }) => name)).toEqual(['Pasted picture.png'])
  await userEvent.keyboard('{Escape}')
  expect(screen.getByRole('list', { name: 'Attached files' }).elements()).toHaveLength(0)
  await expect.poll(() => core.world.draftFiles.size).toBe(0)
})

test('words that a program gives together with a picture of them are pasted as words', async () => {
  const { screen, core } = await renderApp()
  const both = transferOf(await picture('image.png', 3, 2))
  both.setData('text/plain', 'words')
  paste(both)
  await screen.getByRole('textbox', { name: 'Message' }).fill('and more')
  expect(core.calls.filter(({ method }) => method === 'attachments.put')).toHaveLength(0)
})

test('AT-14 files are dropped anywhere, with a place that shows it, and can be taken away again', async () => {
  const { screen, core } = await renderApp()
  const files = transferOf(new File(['one'], 'one.txt'), new File(['two'], 'two.txt'))
  drag('dragenter', files)
  await expect.element(screen.getByText('Drop files to attach them')).toBeVisible()
  drag('drop', files)
  await expect.element(screen.getByText('Drop files to attach them')).not.toBeInTheDocument()
  await screen.getByRole('button', { name: 'Remove one.txt' }).click()
  await expect.element(screen.getByText('Text · 3 bytes')).toBeVisible()
  expect(screen.getByRole('listitem').getByText(/\.txt/).elements()).toHaveLength(1)
  await expect.poll(() => core.world.draftFiles.get(newChatKey)?.map(({ name }) => name)).toEqual(['two.txt'])
  await expect.element(screen.getByRole('button', { name: 'Send' })).toBeEnabled()
})

test('AT-14 what an earlier window attached and did not send is there again', async () => {
  const first = await renderApp()
  drag('drop', transferOf(await picture('photo.png', 30, 20)))
  await expect.poll(() => first.core.world.draftFiles.get(newChatKey)).toHaveLength(1)
  const { draftFiles, contents } = first.core.world
  const { screen } = await renderApp({
    draftFiles: Object.fromEntries(draftFiles),
    contents: Object.fromEntries(contents),
  })
  await expect.element(screen.getByRole('button', { name: /^Open photo/ })).toBeVisible()
})

test('AT-14 what cannot be attached says why in its place, and does not keep the others', async () => {
  const { app, screen, core } = await renderApp()
  core.answer('attachments.put', () =>
    Promise.reject(new FailureError(localFailure('attachment-unsupported', { name: 'setup.exe' }))),
  )
  drag('drop', transferOf(new File([], 'empty.txt'), new File(['MZ'], 'setup.exe')))
  await expect.element(screen.getByText('“empty.txt” is empty, so there is nothing to attach.')).toBeVisible()
  await expect.element(screen.getByText(/Parley cannot read “setup.exe”/)).toBeVisible()
  const large = new File(['x'], 'film.mov')
  Object.defineProperty(large, 'size', { value: 50_000_001 })
  await app.uploads.attach(newChatKey, [large, { folder: 'Holiday' }])
  await expect.element(screen.getByText(/“film.mov” has 50 MB, over the limit of 50 MB/)).toBeVisible()
  await expect.element(screen.getByText('“Holiday” is a folder. Attach the files in it.')).toBeVisible()
  await screen.getByRole('button', { name: 'Dismiss film.mov' }).click()
  await expect.element(screen.getByText(/“film.mov” has/)).not.toBeInTheDocument()
  const message = screen.getByRole('textbox', { name: 'Message' })
  await message.fill('Without it')
  await userEvent.type(message, '{Enter}')
  await expect.element(screen.getByText('“Holiday” is a folder.', { exact: false })).not.toBeInTheDocument()
})

test('AT-14 a file on its way shows how far it is, holds the message back, and can be stopped', async () => {
  const rendered = await renderApp()
  const { screen, core } = rendered
  const second = Promise.withResolvers<object>()
  core.answer('attachments.put', ({ piece }) => (piece === 0 ? {} : second.promise))
  drag('drop', transferOf(new File([new Uint8Array(3 * maxContentPiece)], 'large.bin')))
  await expect.element(screen.getByText('66 %')).toBeVisible()
  await screen.getByRole('textbox', { name: 'Message' }).fill('Wait')
  await expect.element(screen.getByRole('button', { name: 'Send' })).toBeDisabled()
  await userEvent.keyboard('{Enter}')
  expect(started(rendered)).toHaveLength(0)
  await screen.getByRole('button', { name: 'Stop attaching large.bin' }).click()
  await expect.element(screen.getByText('66 %')).not.toBeInTheDocument()
  second.resolve({})
  await expect.poll(() => core.calls.at(-1)?.method).toBe('attachments.cancel')
  await expect.element(screen.getByRole('button', { name: 'Send' })).toBeEnabled()
})

test('AT-14 a large picture is made smaller before it goes', async () => {
  const { screen, core } = await renderApp()
  drag('drop', transferOf(await picture('wide.png', 3000, 90)))
  await expect.element(screen.getByRole('button', { name: /^Open wide/ })).toBeVisible()
  const [data = ''] = core.world.contents.values()
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
  const bitmap = await createImageBitmap(new Blob([bytes]))
  expect([bitmap.width, bitmap.height]).toEqual([2000, 60])
})

test('a message that is refused comes back with its files', async () => {
  const { screen, core } = await renderApp()
  core.answer('runs.start', () => Promise.reject(new Error('disk full')))
  drag('drop', transferOf(new File(['one'], 'one.txt')))
  await expect.element(screen.getByRole('button', { name: 'Remove one.txt' })).toBeVisible()
  await screen.getByRole('button', { name: 'Send' }).click()
  await expect.element(screen.getByRole('alert').getByText(/disk full/)).toBeVisible()
  await expect.element(screen.getByRole('button', { name: 'Remove one.txt' })).toBeVisible()
})

test('AT-05 a picture that was lost is said to be, in the draft and in the chat', async () => {
  const first = await renderApp()
  drag('drop', transferOf(await picture('photo.png', 30, 20)))
  await expect.poll(() => first.core.world.draftFiles.get(newChatKey)).toHaveLength(1)
  const { screen } = await renderApp({ draftFiles: Object.fromEntries(first.core.world.draftFiles) })
  const sentence = 'This content is not there any more, or was changed on the disk.'
  await expect.element(screen.getByText(sentence)).toBeVisible()
})

test.each([
  ['../../photo\u202Egnp.exe', 'photognp.exe'],
  ['run.sh', 'run.sh'],
  ['C:\\Windows\\start.lnk', 'start.lnk'],
])(
  'SF-13 a file %j of a chat is shown and saved by a plain name, and by nothing else that one can click',
  async (given, name) => {
    const { core, saved, screen } = await renderApp()
    const piece = { id: 'x', piece: 0, name: 'x.txt', data: btoa('#!/bin/sh'), last: true }
    const { attachment } = await core.invoke('attachments.put', piece)
    if (!attachment) throw new Error('it was not kept')
    await screen.getByRole('textbox', { name: 'Message' }).fill('Hello')
    await userEvent.keyboard('{Enter}')
    await expect.element(screen.getByRole('button', { name: 'Stop' })).toBeVisible()
    // As an archive of somebody else's would have it.
    const part = { ...attachment, type: 'file', mediaType: 'application/x-msdownload', name: given } as const
    const [shown] = core.world.transcripts.get(core.runs.latest().sessionId)?.messages ?? []
    if (!shown) throw new Error('nothing was sent')
    emit(core, { type: 'message-completed', message: { ...shown, parts: [part] } })
    const article = screen.getByRole('article', { name: 'You' })
    await expect.element(article.getByText(name, { exact: true })).toBeVisible()
    await article.getByText(name, { exact: true }).click()
    expect(saved).toEqual([])
    await article.getByRole('button', { name: `Save ${name}` }).click()
    await expect.poll(() => saved.map((file) => file.name)).toEqual([name])
    expect(core.calls.filter(({ method }) => method === 'links.open')).toEqual([])
  },
)
