import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import type { Pixels } from './blocks.ts'
import type { FontMeasures } from './fonts.ts'

const folder = join(import.meta.dirname, '..', 'reference')
const fontsFile = join(folder, 'fonts.json')
const ENDING = '.png'

export function readPicture(png: Buffer): Pixels {
  return PNG.sync.read(png)
}

export function pngOf({ width, height, data }: Pixels): Buffer {
  const picture = new PNG({ width, height })
  picture.data.set(data)
  return PNG.sync.write(picture, { deflateLevel: 9 })
}

/** The blocks of the screen as it was accepted, where it was. */
export async function readReference(screen: string): Promise<Pixels | undefined> {
  const png = await readWhereThere(join(folder, screen + ENDING))
  return png && readPicture(png)
}

export async function writeReference(screen: string, blocks: Pixels): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, screen + ENDING), pngOf(blocks))
}

/** The screens that have a reference. */
export async function referencedScreens(): Promise<readonly string[]> {
  const names = await readdir(folder)
  return names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length))
}

export function removeReference(screen: string): Promise<void> {
  return rm(join(folder, screen + ENDING))
}

/** The fonts that the references were drawn with. */
export async function readFonts(): Promise<FontMeasures | undefined> {
  const text = await readWhereThere(fontsFile)
  return text && (JSON.parse(text.toString()) as FontMeasures)
}

export async function writeFonts(fonts: FontMeasures): Promise<void> {
  await mkdir(folder, { recursive: true })
  const lines = Object.entries(fonts).map(
    ([name, lengths]) => `  "${name}": ${JSON.stringify(lengths).replaceAll(',', ', ')}`,
  )
  await writeFile(fontsFile, `{\n${lines.join(',\n')}\n}\n`)
}

async function readWhereThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
