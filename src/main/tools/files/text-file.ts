import type { FileHandle } from 'node:fs/promises'
import { openFile } from './folder-handle.ts'
import type { FilePlace } from './file-room.ts'

/** Bytes of a file that tools read or write. */
export const longestFile = 5_000_000

/** A text as it is on the disk, and the permissions of its file. */
export interface FileText {
  readonly text: string
  readonly mode: number
}

/** Reads a file as text in UTF-8. Throws an Error that says so when it is not one or is too large. */
export async function readText({ folder, name, path, sealed }: FilePlace): Promise<FileText> {
  const file = await openFile(folder, name, sealed)
  try {
    return await textOf(file, path)
  } finally {
    await file.close()
  }
}

async function textOf(file: FileHandle, path: string): Promise<FileText> {
  const { size, mode } = await file.stat()
  if (size > longestFile)
    throw new Error(`${path} has ${size} bytes; only files up to ${longestFile} bytes are read`)
  const bytes = await file.readFile()
  if (bytes.includes(0)) throw notText(path)
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), mode }
  } catch {
    throw notText(path)
  }
}

function notText(path: string): Error {
  return new Error(`${path} is not a text in UTF-8, so it cannot be read or changed here`)
}
