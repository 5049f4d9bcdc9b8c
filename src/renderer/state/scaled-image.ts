import { imageTypes } from '../../contract/attachment.ts'

/** The long edge, in pixels, to which vendors make pictures smaller themselves; more would be sent for nothing. */
const longEdge = 2000
/** Bytes that every vendor takes, also as base64. */
const mostBytes = 3_500_000
const quality = 0.9

/** A picture as it is to be attached: as it is when it is small enough, else drawn anew. A file that is none stays. */
export async function scaledImage(file: File): Promise<File> {
  if (!file.type.startsWith('image/') || file.type === 'image/svg+xml') return file
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  // What cannot be drawn here is looked at by the core, which says what is wrong with it.
  if (!bitmap) return file
  try {
    const edge = Math.max(bitmap.width, bitmap.height)
    const isTaken = imageTypes.some((type) => type === file.type)
    if (isTaken && edge <= longEdge && file.size <= mostBytes) return file
    return await drawn(bitmap, file, Math.min(1, longEdge / edge))
  } finally {
    bitmap.close()
  }
}

async function drawn(bitmap: ImageBitmap, file: File, scale: number): Promise<File> {
  const width = Math.max(1, Math.round(bitmap.width * scale))
  const height = Math.max(1, Math.round(bitmap.height * scale))
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) return file
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  if (file.type !== 'image/jpeg') {
    const exact = await canvas.convertToBlob({ type: 'image/png' })
    if (exact.size <= mostBytes) return named(exact, file.name, 'png')
  }
  // A photograph has no transparent places, and what has some is drawn on white.
  context.globalCompositeOperation = 'destination-over'
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  return named(await canvas.convertToBlob({ type: 'image/jpeg', quality }), file.name, 'jpg')
}

function named(blob: Blob, name: string, extension: string): File {
  const stem = name.replace(/\.[^.]*$/, '') || name
  return new File([blob], `${stem}.${extension}`, { type: blob.type })
}
