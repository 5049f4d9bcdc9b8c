/** The page's own scheme and host. It is served by this process and cannot be reached from anywhere else. */
export const pageScheme = 'app'
export const pageOrigin = 'app://parley'
export const pageUrl = `${pageOrigin}/index.html`

/** The page inside the page that shows what a model wrote as a page; it has no origin and no network. */
export const previewUrl = `${pageOrigin}/preview.html`

/** True for addresses of the page itself. */
export function isPageUrl(url: string): boolean {
  return url === pageUrl || url.startsWith(`${pageUrl}#`) || url === `${pageOrigin}/`
}
