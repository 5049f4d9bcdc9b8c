import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { contentSecurityPolicy, createRendererFiles } from './renderer-files.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const policy = contentSecurityPolicy("'none'")

/** A built page, with files around it that must never be given out. */
function openPage(files: Readonly<Record<string, string>> = {}) {
  const around = temporaryFolder()
  const root = join(around, 'page')
  mkdirSync(join(root, 'assets'), { recursive: true })
  mkdirSync(join(around, 'page-private'))
  writeFileSync(join(root, 'index.html'), 'the page')
  writeFileSync(join(root, 'assets', 'index-1a2b.js'), 'the script')
  writeFileSync(join(root, 'assets', 'ü b.css'), 'the style')
  writeFileSync(join(root, 'assets', 'index-1a2b.js.map'), 'the source')
  writeFileSync(join(around, 'secret.html'), 'secret')
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text)
  writeFileSync(join(around, 'page-private', 'secret.html'), 'secret')
  return { read: createRendererFiles(root, policy), secret: join(around, 'secret.html') }
}

const textOf = (file: { readonly body: Uint8Array } | undefined) => file && Buffer.from(file.body).toString()

it.each([
  ['/', 'the page', 'text/html; charset=utf-8', 'no-store'],
  ['/index.html', 'the page', 'text/html; charset=utf-8', 'no-store'],
  [
    '/assets/index-1a2b.js',
    'the script',
    'text/javascript; charset=utf-8',
    'public, max-age=31536000, immutable',
  ],
  ['/assets/%C3%BC%20b.css', 'the style', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
])('gives %s with its headers', async (pathname, text, type, cache) => {
  const file = await openPage().read(pathname)
  expect(textOf(file)).toBe(text)
  expect(file?.headers).toMatchObject({
    'content-type': type,
    'cache-control': cache,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
  })
})

it.each([
  '/../secret.html',
  '/assets/../../secret.html',
  '/..%2fsecret.html',
  '/%2e%2e/secret.html',
  '/%2E%2E%2Fsecret.html',
  '/.%2e/secret.html',
  '/assets/%2e%2e/%2e%2e/secret.html',
  '/..\\secret.html',
  '/..%5csecret.html',
  '/%2e%2e%5Csecret.html',
  '/assets\\..\\..\\secret.html',
  '/../page-private/secret.html',
  '../secret.html',
  '/index.html\0',
  '/index.html%00',
  '/../secret.html%00.html',
  '/%',
  '/%c0%ae%c0%ae/secret.html',
  '/%252e%252e/secret.html',
  '/..',
  '/.',
  '/assets',
  '/assets/',
  '//etc/passwd',
  '/assets/index-1a2b.js.map',
  '/none.html',
  '',
])('EL-18 gives nothing for %j', async (pathname) => {
  expect(await openPage().read(pathname)).toBeUndefined()
})

it('EL-18 gives nothing for the absolute path of a file elsewhere', async () => {
  const { read, secret } = openPage()
  expect(await read(secret)).toBeUndefined()
  expect(await read(`/${secret}`)).toBeUndefined()
  expect(await read(`/${encodeURIComponent(secret)}`)).toBeUndefined()
})

it('EL-16 lets the page load from itself only, and run no inline script', () => {
  for (const connect of ["'none'", "'self'"] as const) {
    const directives = contentSecurityPolicy(connect).split('; ')
    expect(directives).toContain("default-src 'none'")
    expect(directives).toContain("script-src 'self'")
    expect(directives).toContain(`connect-src ${connect}`)
    expect(directives).toContain("frame-src 'self'")
    expect(directives.filter((each) => each.includes('unsafe'))).toStrictEqual([
      "style-src-attr 'unsafe-inline'",
    ])
  }
})

it('EL-16 lets the preview run the one script that it has, with no origin and no network', async () => {
  const page = '<script>\n  fill()\n</script>\n'
  const { read } = openPage({ 'preview.html': page })
  const own = (await read('/preview.html'))?.headers['content-security-policy'] ?? ''
  const hash = createHash('sha256').update('\n  fill()\n').digest('base64')
  expect(own.split('; ')).toEqual(
    expect.arrayContaining(["default-src 'none'", `script-src 'sha256-${hash}'`, 'sandbox allow-scripts']),
  )
  expect(own).not.toContain('allow-same-origin')
  expect(own).not.toContain('connect-src')
})

it('lets the worker that draws diagrams load its own scripts, and nothing else at all', async () => {
  const { read } = openPage({ 'assets/diagram-worker-D8Sl_LX-.js': 'draw()' })
  const own = (await read('/assets/diagram-worker-D8Sl_LX-.js'))?.headers['content-security-policy']
  expect(own).toBe("default-src 'none'; script-src 'self'")
})
