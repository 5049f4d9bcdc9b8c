import { protocol } from 'electron'
import type { RendererFiles } from '../config/renderer-files.ts'
import { pageOrigin, pageScheme } from './origin.ts'

/** Must be called before `ready`: https://www.electronjs.org/docs/latest/api/protocol */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Serves the built page: GET of its own files only. */
export function servePage(files: RendererFiles): void {
  protocol.handle(pageScheme, async (request) => {
    const url = URL.parse(request.url)
    if (request.method !== 'GET' || !url || `${url.protocol}//${url.host}` !== pageOrigin) return refused(403)
    const file = await files(url.pathname)
    return file ? new Response(Uint8Array.from(file.body), { headers: file.headers }) : refused(404)
  })
}

function refused(status: number): Response {
  return new Response(null, { status, headers: { 'content-security-policy': "default-src 'none'" } })
}
