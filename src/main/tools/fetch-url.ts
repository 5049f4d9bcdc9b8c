import { z } from 'zod'
import { defineTool, type Tool } from './define-tool.ts'
import type { FetchedAnswer, GuardedFetch } from './fetching/guarded-fetch.ts'

/** Characters of a page that a model gets at once. */
const mostCharacters = 40_000

const input = z.object({
  url: z.string().max(8192).describe('The address of the page, with https://.'),
  start: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe('From which character on to read, to go on in a long page.'),
})

/** Reads a page of the web as text. */
export function createFetchUrl(fetch: GuardedFetch): Tool {
  return defineTool({
    name: 'fetch_url',
    description:
      'Reads a page of the web and gives its title, its final address and its text. Not for files such as PDF or pictures.',
    input,
    effect: 'network',
    untrusted: true,
    async run({ url, start = 0 }, { signal }) {
      const answer = await fetch({ url, headers: { accept: 'text/html, text/*;q=0.9' }, checkType }, signal)
      if (answer.status >= 400) throw new Error(`${answer.url.host} answered with status ${answer.status}`)
      return pageOf(await readPage(answer), answer.url, start)
    },
  })
}

const readable = /^(?:text\/.*|application\/(?:.*\+)?(?:json|xml|yaml|javascript)|)$/

function checkType(mediaType: string): void {
  if (mediaType === 'application/pdf')
    throw new Error('it is a PDF, which is not read here; look for a page of text')
  if (!readable.test(mediaType)) throw new Error(`it is no text but ${mediaType}, which is not read here`)
}

async function readPage({ mediaType, charset, body }: FetchedAnswer) {
  // A type that is missing or wrong shows in the bytes: text has none that are zero.
  if (body.subarray(0, 4096).includes(0)) throw new Error('it is no text, although the server says so')
  const text = decoded(body, charset ?? charsetIn(body))
  if (!isHtml(mediaType, text)) return { title: '', text }
  const { readableText } = await import('./fetching/readable-text.ts')
  return readableText(text)
}

function isHtml(mediaType: string, text: string): boolean {
  return /html/.test(mediaType) || (mediaType === '' && /^\s*<(?:!doctype html|html)/i.test(text))
}

function charsetIn(body: Buffer): string | undefined {
  return /<meta[^>]+charset=["']?([\w-]+)/i.exec(body.subarray(0, 2048).toString('latin1'))?.[1]
}

function decoded(body: Buffer, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset).decode(body)
  } catch {
    return new TextDecoder().decode(body)
  }
}

function pageOf({ title, text }: { title: string; text: string }, url: URL, start: number) {
  const end = start + mostCharacters
  const left = Math.max(0, text.length - end)
  return {
    ...(title !== '' && { title }),
    url: url.href,
    text: text.slice(start, end),
    ...(left > 0 && { left_out: `${left} more characters; go on with start ${end}` }),
  }
}
