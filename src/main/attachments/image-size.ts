import type { imageTypes } from '../../contract/attachment.ts'

export interface ImageSize {
  readonly width: number
  readonly height: number
}

/** The size of a picture in pixels, from its head; undefined when that makes no sense. */
export function imageSize(bytes: Uint8Array, mediaType: (typeof imageTypes)[number]): ImageSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const size = readers[mediaType](view)
    return size && size.width > 0 && size.height > 0 ? size : undefined
  } catch (error) {
    // The head ends early.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const readers: Readonly<Record<(typeof imageTypes)[number], (view: DataView) => ImageSize | undefined>> = {
  'image/png': (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  'image/gif': (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  'image/jpeg': jpegSize,
  'image/webp': webpSize,
}

// A frame begins with a mark from C0 to CF, but for three that mean something else.
function jpegSize(view: DataView): ImageSize | undefined {
  for (let at = 2; ;) {
    const mark = view.getUint16(at)
    if (mark < 0xff00) return undefined
    const isFrame = mark >= 0xffc0 && mark <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(mark)
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += mark === 0xffff ? 1 : 2 + view.getUint16(at + 2)
  }
}

function webpSize(view: DataView): ImageSize | undefined {
  const threeBytes = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536
  switch (view.getUint32(12)) {
    case 0x56_50_38_58: // VP8X
      return { width: threeBytes(24) + 1, height: threeBytes(27) + 1 }
    case 0x56_50_38_20: // VP8
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 0x56_50_38_4c: {
      // VP8L
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
    }
    default:
      return undefined
  }
}
