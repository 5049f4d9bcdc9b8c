import { buildFactsSchema, type BuildFacts } from '../../contract/software.ts'
import type { Environment } from '../state/environment.ts'
import { createLanguage } from '../state/language.ts'
import { createBridgeTransport } from '../transport/bridge-transport.ts'
import { localFailure } from '../transport/local-failure.ts'
import { FailureError, type Transport } from '../transport/transport.ts'

const HIDDEN_FLUSH_MS = 100
const DOWNLOAD_LIMIT_MS = 60_000

/** What the stores need, from a real page: in the desktop app through the preload, else over a WebSocket. */
export async function createBrowserEnvironment(page: Window & typeof globalThis): Promise<Environment> {
  const { document, localStorage, navigator } = page
  const mac = navigator.platform.startsWith('Mac')
  if (mac && page.parley) document.documentElement.dataset['windowButtons'] = 'left'
  const delay: Environment['delay'] = (work, ms) => {
    const timer = page.setTimeout(work, ms)
    return () => page.clearTimeout(timer)
  }
  const transport = await createTransport(page, delay)
  return {
    transport,
    storage: localStorage,
    now: Date.now,
    buildFacts: () => loadBuildFacts(document),
    openPage: (url) => void page.open(url, '_blank', 'noopener,noreferrer'),
    saveFile: (name, content) => saveFile(page, name, content),
    copy: (text) => navigator.clipboard.writeText(text),
    readClipboard: () => (page.parley ? clipboardOfDesktop(transport) : clipboardOfBrowser(navigator)),
    // A hidden page draws no pictures, but what arrives must not pile up.
    schedule: (work) => {
      if (document.visibilityState === 'visible') page.requestAnimationFrame(work)
      else page.setTimeout(work, HIDDEN_FLUSH_MS)
    },
    delay,
    onLeave(work) {
      page.addEventListener('pagehide', work)
      document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && work())
    },
    language: createLanguage(localStorage, navigator.languages),
    mac,
  }
}

// Written beside the page by the build, after everything else is known: so it can be no module of the page's own.
async function loadBuildFacts({ baseURI }: Document): Promise<BuildFacts> {
  const address = new URL('build-facts.js', baseURI).href
  const module: { readonly facts?: unknown } = await import(/* @vite-ignore */ address)
  return buildFactsSchema.parse(module.facts)
}

/** The page itself may not read it there. */
async function clipboardOfDesktop(transport: Transport): Promise<string> {
  const { text } = await transport.invoke('prompts.clipboard', {})
  return text
}

/** The browser asks the user, or shows a button to paste; some have no way to ask. */
async function clipboardOfBrowser({ clipboard }: Navigator): Promise<string> {
  try {
    return await clipboard.readText()
  } catch {
    throw new FailureError(localFailure('clipboard-refused'))
  }
}

// The address must live until the browser has begun to read, and nothing tells when that is.
function saveFile(page: Window & typeof globalThis, name: string, content: Blob): void {
  const link = page.document.createElement('a')
  link.href = page.URL.createObjectURL(content)
  link.download = name
  link.click()
  page.setTimeout(() => page.URL.revokeObjectURL(link.href), DOWNLOAD_LIMIT_MS)
}

async function createTransport(
  page: Window & typeof globalThis,
  delay: Environment['delay'],
): Promise<Transport> {
  if (page.parley) return createBridgeTransport(page.parley)
  // Loaded here: it checks whatever comes by the whole table of methods, which the window's own way does without.
  const { openSocketTransport } = await import('../transport/page-socket.ts')
  return openSocketTransport(page, delay)
}
