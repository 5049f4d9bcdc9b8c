import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, resolve, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** A file of the page with the headers it must go out with. */
export interface RendererFile {
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

/**
 * What the page may do: run its own scripts and styles, nothing else. It has no network of its own but, in a browser,
 * the one WebSocket to where it came from. Inline style attributes are how formulas are laid out.
 */
export function contentSecurityPolicy(connect: "'none'" | "'self'"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The page inside the page that shows what a model wrote as a page or a picture. */
const previewPath = '/preview.html'

/**
 * What that one may do: be laid out. Its only script is the one that the file has, known by its hash; whatever a text
 * brings runs nothing, asks for nothing and leads nowhere, and has an origin of its own.
 */
function previewPolicy(page: string): string {
  const script = /<script>([^]*?)<\/script>/.exec(page)?.[1] ?? ''
  return [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-scripts',
  ].join('; ')
}

/** The worker that draws what a model wrote as a diagram: it runs the app's own code, and reaches nothing and nobody. */
const diagramWorker = /^\/assets\/diagram-worker-[\w-]+\.js$/
const diagramWorkerPolicy = "default-src 'none'; script-src 'self'"

function policyFor(pathname: string, body: Uint8Array, policy: string): string {
  if (pathname === previewPath) return previewPolicy(body.toString())
  return diagramWorker.test(pathname) ? diagramWorkerPolicy : policy
}

/** Reads files of the built page. Gives undefined for what is not there and for every way out of the folder. */
export function createRendererFiles(folder: string, policy: string) {
  const root = resolve(folder)
  return async (pathname: string): Promise<RendererFile | undefined> => {
    const path = safePath(root, pathname === '/' ? '/index.html' : pathname)
    const type = path && types[extname(path)]
    if (!path || !type) return undefined
    try {
      const body = await readFile(path)
      return { body, headers: headersOf(type, pathname, policyFor(pathname, body, policy)) }
    } catch {
      return undefined
    }
  }
}

export type RendererFiles = ReturnType<typeof createRendererFiles>

function safePath(root: string, pathname: string): string | undefined {
  try {
    const decoded = decodeURIComponent(pathname)
    if (decoded.includes('\0') || decoded.includes('\\')) return undefined
    const path = join(root, decoded)
    const inside = relative(root, path)
    return inside === '' || inside.startsWith(`..${sep}`) || inside === '..' ? undefined : path
  } catch {
    return undefined
  }
}

function headersOf(type: string, pathname: string, policy: string): RendererFile['headers'] {
  return {
    'content-type': type,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    // To look up a name tells it to somebody, and no policy of content forbids that.
    'x-dns-prefetch-control': 'off',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // The names of the built files carry a hash of their content; the page itself does not.
    'cache-control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
  }
}
