import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keptFolders, packageFolderOf, packagesOfStyles, readPackage } from '../scripts/lib/licences.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'licences-'))
})
afterEach(() => rm(root, { recursive: true }))

async function put(
  path: string,
  manifest: object,
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = join(root, path)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

test('a package is shown with its licence and the texts that it brings', async () => {
  const manifest = { name: 'a', version: '1.0.0', license: 'MIT' }
  const folder = await put('a', manifest, {
    'LICENSE.md': 'MIT words\n',
    NOTICE: 'Noted',
    'license-check.js': '',
  })
  expect(readPackage(folder)).toEqual({
    name: 'a',
    version: '1.0.0',
    licence: 'MIT',
    text: 'MIT words\n\nNoted',
  })
})

test('a package without a licence and without its text stops the build', async () => {
  const folder = await put('b', { name: 'b', version: '2.0.0' })
  expect(() => readPackage(folder)).toThrow('b 2.0.0 ships and has neither a licence nor its text')
})

test('what ships as a package is our dependencies with theirs, wherever they lie, and Electron', async () => {
  await put('.', { dependencies: { a: '1' } })
  await put('node_modules/a', { name: 'a', dependencies: { b: '2' } })
  const nested = await put('node_modules/a/node_modules/b', { name: 'b' })
  await put('node_modules/b', { name: 'b' })
  await put('node_modules/electron', { name: 'electron', dependencies: { fetcher: '1' } })
  expect(keptFolders(root)).toEqual([
    join(root, 'node_modules/a'),
    nested,
    join(root, 'node_modules/electron'),
  ])
})

test('a module tells its package, and a style sheet those that it imports', () => {
  expect(packageFolderOf('\0/w/node_modules/@x/y/dist/z.js?commonjs')).toBe('/w/node_modules/@x/y')
  expect(packageFolderOf('/w/node_modules/a/node_modules/b/c.js')).toBe('/w/node_modules/a/node_modules/b')
  expect(packageFolderOf('/w/src/main.ts')).toBeUndefined()
  const css = `@import 'tailwindcss';\n@import './own.css';\n@import "@fontsource-variable/inter/wght.css";`
  expect(packagesOfStyles(css)).toEqual(['tailwindcss', '@fontsource-variable/inter'])
})
