import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDraftFiles } from '../config/draft-files.ts'
import { contentSecurityPolicy, createRendererFiles } from '../config/renderer-files.ts'
import { temporaryFolder } from '../config/testing/temporary-folder.ts'
import { silentLog } from '../core/testing/fake-log.ts'
import { startServer, type Server } from '../server/server.ts'

const secret = 'a secret beside the page'
let server: Server
let around = ''

beforeAll(async () => {
  around = mkdtempSync(join(tmpdir(), 'parley-served-'))
  for (const folder of ['page/assets', 'page-private', 'page2']) {
    mkdirSync(join(around, folder), { recursive: true })
    writeFileSync(join(around, folder, 'secret.html'), folder === 'page/assets' ? 'no secret' : secret)
  }
  writeFileSync(join(around, 'secret.html'), secret)
  writeFileSync(join(around, 'page', 'index.html'), 'the page')
  const files = createRendererFiles(join(around, 'page'), contentSecurityPolicy("'self'"))
  const door = { connect: () => () => undefined, invoke: async () => ({ output: undefined }) }
  server = await startServer({ door, port: 0, files })
})
afterAll(async () => {
  await server.close()
  rmSync(around, { recursive: true })
})

/** What comes back for a request line that no library has made decent. */
async function ask(target: string): Promise<string> {
  const { port, host } = new URL(server.address)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(`GET ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`)
  let said = ''
  socket.on('data', (bytes) => (said += bytes.toString('latin1')))
  await once(socket, 'close')
  return said
}

const up = ['..', '%2e%2e', '%2E.', '.%2e', '..%00', '%252e%252e', '..;', '%c0%ae%c0%ae', '．．', '....']
const slashes = ['/', '//', '%2f', '%5c', '%252f', '/./', '/assets/../', '/assets%2f..%2f..%2f']

test.each(up.flatMap((dots) => slashes.map((slash) => [dots, slash])))(
  'SF-10 no path leads out of the page: %s with %s',
  async (dots, slash) => {
    for (const name of ['secret.html', 'page-private/secret.html', 'page2/secret.html']) {
      const said = await ask(encodeURI(`/${dots}${slash}${name}`).replaceAll('%25', '%'))
      expect(said).toMatch(/^HTTP\/1\.1 (?:400|404|200)/)
      expect(said).not.toContain(secret)
    }
  },
)

test.each([
  'C:/secret.html',
  '/C:%5csecret.html',
  '//server/share/secret.html',
  '/~/secret.html',
  '*',
  'http://else.test/secret.html',
])('SF-10 nor does the target %s', async (target) => expect(await ask(target)).not.toContain(secret))

test('SF-10 an absolute path is a path of the page', async () => {
  expect(await ask(join(around, 'secret.html'))).toMatch(/^HTTP\/1\.1 404/)
  expect(await ask('/')).toContain('the page')
})

test('SF-10 whatever a client calls its draft, it lies in the folder of drafts', async () => {
  const profile = temporaryFolder()
  const drafts = openDraftFiles(join(profile, 'drafts'), silentLog)
  const keys = [
    '../settings',
    '..\\settings',
    '/etc/passwd',
    'C:\\settings',
    'a\0b',
    'con',
    `${'../'.repeat(40)}x`,
  ]
  for (const key of keys) await drafts.put(key, { text: key })
  expect(readdirSync(profile)).toEqual(['drafts'])
  expect(readdirSync(join(profile, 'drafts'))).toHaveLength(keys.length)
  expect(await drafts.all()).toEqual(Object.fromEntries(keys.map((key) => [key, { text: key }])))
})
