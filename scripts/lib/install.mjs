import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { runChild } from './child.mjs'
import { inRoot, root, Sentence } from './project.mjs'

const oldestNode = [20, 19]

/** Installs what the lockfile names unless it is there. @param {(line: string) => void} say */
export async function ensureInstalled(say) {
  checkNode()
  if (isInstalled()) return
  say('Installing packages. This takes about half a minute the first time.')
  const begun = Date.now()
  const heart = setInterval(
    () => say(`  still installing, ${Math.round((Date.now() - begun) / 1000)} s`),
    10_000,
  )
  await installIn(root).finally(() => clearInterval(heart))
  writeFileSync(stampPath(), lockHash())
  say(`Installed in ${Math.round((Date.now() - begun) / 1000)} s.`)
}

/** Runs `npm ci` in a folder. Throws a Sentence. @param {string} folder */
export async function installIn(folder) {
  const args = ['ci', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await runNpm(args)
  if (code !== 0) throw new Sentence(installFailure(output))
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return
  throw new Sentence(
    `Parley needs Node ${oldestNode.join('.')} or newer; this is ${process.version}. See https://nodejs.org.`,
  )
}

// npm hands the path of its own program to the scripts that it starts, which works on every platform without a shell.
function runNpm(args) {
  const npm = process.env['npm_execpath']
  if (npm?.endsWith('.js')) return runChild(process.execPath, [npm, ...args], { quiet: true })
  return runChild('npm', args, { quiet: true, shell: process.platform === 'win32' })
}

function isInstalled() {
  if (existsSync(stampPath())) return readFileSync(stampPath(), 'utf8') === lockHash()
  // Installed by hand: npm writes this file last.
  const marker = inRoot('node_modules', '.package-lock.json')
  return existsSync(marker) && statSync(marker).mtimeMs >= statSync(inRoot('package-lock.json')).mtimeMs
}

function stampPath() {
  return inRoot('node_modules', '.parley-lock-hash')
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex')
}

function installFailure(output) {
  const code = /npm error code (\w+)/.exec(output)?.[1] ?? ''
  const network = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|CERT|SELF_SIGNED/
  if (network.test(code) || network.test(output)) {
    return `The packages could not be fetched (${code || 'no connection'}). Check the network, or tell npm about your proxy with "npm config set proxy URL", then run the same command again.`
  }
  if (/ENOSPC/.test(output))
    return 'The disk is full, so the packages could not be installed. Free some space and run the same command again.'
  if (/EACCES|EPERM|EROFS/.test(output))
    return `The packages could not be written to ${inRoot('node_modules')}. Make the folder writable and run the same command again.`
  const words = output.split('\n').filter((line) => line.startsWith('npm error'))
  return `The packages could not be installed:\n${words.slice(0, 12).join('\n')}`
}
