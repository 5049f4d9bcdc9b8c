import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { runChild } from './child.mjs'
import { Sentence } from './project.mjs'

const has = (program) => spawnSync(process.platform === 'win32' ? 'where' : 'which', [program]).status === 0

/** What the tests need beyond npm: how to see that it is there, and Debian's packages for it. */
const services = [
  {
    name: 'Chromium',
    packages: ['chromium'],
    found: () =>
      Boolean(process.env['CHROMIUM']) ||
      ['chromium', 'chromium-browser', 'google-chrome'].some((name) => has(name)),
  },
  { name: 'Redis', packages: ['redis-server'], found: () => has('redis-server') },
  {
    name: 'PostgreSQL',
    packages: ['postgresql'],
    found: () => has('initdb') || existsSync('/usr/lib/postgresql'),
  },
  { name: 'fonts', packages: ['fonts-noto-core', 'fonts-noto-cjk'], found: () => hasFonts() },
]

/**
 * Installs missing services from Debian's packages where this is root on such a system. Gives the names of those that
 * are still missing. @param {(line: string) => void} say
 */
export async function ensureServices(say) {
  const missing = services.filter(({ found }) => !found())
  if (missing.length === 0) return []
  if (process.getuid?.() !== 0 || !has('apt-get')) return missing.map(({ name }) => name)
  const packages = missing.flatMap((service) => service.packages)
  say(`Installing ${packages.join(', ')}.`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await runChild('apt-get', ['update', '-qq'], { quiet: true, env })
  const { code, output } = await runChild(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    {
      quiet: true,
      env,
    },
  )
  if (code !== 0) say(output.trim().split('\n').slice(-5).join('\n'))
  const still = services.filter(({ found }) => !found()).map(({ name }) => name)
  if (still.length > 0 && process.env['CI'])
    throw new Sentence(`These could not be installed: ${still.join(', ')}.`)
  return still
}

function hasFonts() {
  const folder = '/usr/share/fonts'
  if (process.platform !== 'linux') return true
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((name) => /Noto.*CJK/i.test(String(name)))
  )
}
