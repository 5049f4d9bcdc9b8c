import { Unzip, UnzipInflate } from 'fflate'
import { maxPieceLength } from '../../contract/archive.ts'

/** A piece of the text of one file. After the last one the next file begins. */
export interface FilePiece {
  readonly text: string
  readonly last: boolean
}

/** Bytes that are unpacked at once, which may become a thousand times as many. */
const packedBytes = 16_384
const chatFile = /(^|\/)conversations(-\d+)?\.json$/

/**
 * The text of a file in pieces. Of a ZIP file, as the vendors send it, the text of each file with chats in it. `onRead`
 * is told how many bytes of the file were read. Rejects when the file cannot be read.
 */
export async function* filePieces(file: Blob, onRead: (bytes: number) => void): AsyncGenerator<FilePiece> {
  const isPacked = (await file.slice(0, 2).text()) === 'PK'
  yield* isPacked ? packedPieces(file, onRead) : plainPieces(file, onRead)
}

async function* plainPieces(file: Blob, onRead: (bytes: number) => void): AsyncGenerator<FilePiece> {
  const decoder = new TextDecoder()
  for await (const bytes of bytesOf(file, onRead)) yield* cut(decoder.decode(bytes, { stream: true }))
  yield { text: decoder.decode(), last: true }
}

async function* packedPieces(file: Blob, onRead: (bytes: number) => void): AsyncGenerator<FilePiece> {
  let unpacked: FilePiece[] = []
  let error: Error | undefined
  const unzip = new Unzip((entry) => {
    if (!chatFile.test(entry.name)) return
    const decoder = new TextDecoder()
    entry.ondata = (failed, bytes, last) => {
      error ??= failed ?? undefined
      if (!failed) unpacked.push({ text: decoder.decode(bytes, { stream: !last }), last })
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  function* take(): Generator<FilePiece> {
    if (error) throw error
    const pieces = unpacked
    unpacked = []
    for (const { text, last } of pieces) {
      yield* cut(text)
      if (last) yield { text: '', last }
    }
  }
  for await (const bytes of bytesOf(file, onRead)) {
    for (let from = 0; from < bytes.length; from += packedBytes) {
      unzip.push(bytes.subarray(from, from + packedBytes))
      yield* take()
    }
  }
  unzip.push(new Uint8Array(), true)
  yield* take()
}

async function* bytesOf(file: Blob, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  let read = 0
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      yield next.value
      read += next.value.length
      onRead(read)
    }
  } finally {
    await reader.cancel()
  }
}

function* cut(text: string): Generator<FilePiece> {
  for (let from = 0; from < text.length; from += maxPieceLength) {
    yield { text: text.slice(from, from + maxPieceLength), last: false }
  }
}
