// Writes down whose work ships with a build: every package of which a module is in a bundle, and every package that
// stays beside it. A package that says nothing of its licence stops the build.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A package that ships, and its licence as it gives it. */
export interface ShippedPackage {
  readonly name: string
  readonly version: string
  /** An SPDX expression; empty when only the text is there. */
  readonly licence: string
  /** Empty when the package brings none. */
  readonly text: string
}

interface Manifest {
  readonly name?: string
  readonly version?: string
  readonly license?: string | { readonly type?: string }
  readonly dependencies?: Readonly<Record<string, string>>
}

const licenceFile = /^(?:licen[cs]e|copying|notice)(?:-[\w-]+)?(?:\.(?:md|markdown|txt|rst))?$/i

/** The folder of the package that a module belongs to; undefined for modules of our own. */
export function packageFolderOf(moduleId: string): string | undefined {
  // A bundler puts marks before and questions behind the name of a file.
  const path = moduleId
    .replace(/^\0/, '')
    .replace(/[?#].*$/, '')
    .replaceAll('\\', '/')
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]
}

/** Reads a package's licence. Throws when it names none and brings no text. */
export function readPackage(folder: string): ShippedPackage {
  const manifest = manifestOf(folder)
  const { license, name = folder, version = '' } = manifest
  const licence = (typeof license === 'string' ? license : license?.type) ?? ''
  const text = readdirSync(folder)
    .filter((file) => licenceFile.test(file))
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n')
  if (!licence && !text) throw new Error(`${name} ${version} ships and has neither a licence nor its text`)
  return { name, version, licence, text }
}

/** The folders of what the packaged app brings as a package: our dependencies with theirs, and Electron. */
export function keptFolders(root: string): readonly string[] {
  const folders = new Set<string>()
  const add = (name: string, from: string) => {
    const folder = resolveFolder(name, from)
    if (folders.has(folder)) return
    folders.add(folder)
    for (const next of Object.keys(manifestOf(folder).dependencies ?? {})) add(next, folder)
  }
  for (const name of Object.keys(manifestOf(root).dependencies ?? {})) add(name, root)
  // Its own dependencies only fetch it.
  folders.add(resolveFolder('electron', root))
  return [...folders]
}

/** The commit that is built, with a mark when files were changed since; undefined outside of a repository. */
function commitOf(root: string): string | undefined {
  try {
    const args = ['describe', '--always', '--dirty', '--exclude', '*', '--abbrev=10']
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return undefined
  }
}

function manifestOf(folder: string): Manifest {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return manifest
}

function resolveFolder(name: string, from: string): string {
  for (let place = from; ; place = dirname(place)) {
    const folder = join(place, 'node_modules', name)
    if (existsSync(join(folder, 'package.json'))) return folder
    if (dirname(place) === place) throw new Error(`${name} is not installed`)
  }
}

/** The packages whose style sheets one imports. */
export function packagesOfStyles(css: string): readonly string[] {
  return [...css.matchAll(/@import\s+(?:url\()?["']((?:@[^/"']+\/)?[\w][^/"']*)/g)].map(
    ([, name = '']) => name,
  )
}

interface BuildContext {
  readonly getModuleIds: () => Iterable<string>
  readonly emitFile: (file: { type: 'asset'; fileName: string; source: string }) => unknown
}

/** One collection for all builds of a start; the last one, of the page, writes it down as `build-facts.js`. */
export function licenceCollection(root: string) {
  const folders = new Set<string>()
  const collect = (context: BuildContext) => {
    for (const id of context.getModuleIds()) {
      const folder = packageFolderOf(id)
      if (folder) folders.add(folder)
    }
  }
  return {
    collecting: () => ({
      name: 'collect-licences',
      generateBundle(this: BuildContext) {
        collect(this)
      },
    }),
    writing: () => ({
      name: 'write-licences',
      // Before other plugins have put into a style sheet what it imports.
      enforce: 'pre' as const,
      transform(code: string, id: string) {
        if (!id.endsWith('.css')) return
        for (const name of packagesOfStyles(code)) folders.add(resolveFolder(name, root))
      },
      generateBundle(this: BuildContext) {
        collect(this)
        const packages = [...new Set([...folders, ...keptFolders(root)])]
          .map(readPackage)
          // The same package may lie in several places.
          .filter(
            ({ name, version }, at, all) =>
              at === all.findIndex((one) => one.name === name && one.version === version),
          )
          .toSorted((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'))
        const facts = { commit: commitOf(root), packages }
        const source = `export const facts = ${JSON.stringify(facts)}\n`
        this.emitFile({ type: 'asset', fileName: 'build-facts.js', source })
      },
    }),
  }
}
