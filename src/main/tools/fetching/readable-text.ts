import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'

export interface ReadableText {
  readonly title: string
  readonly text: string
}

/** What a person would read of a page, without its menus; all of its words where no article can be made out. */
export function readableText(html: string): ReadableText {
  const page = whole(html)
  const { document } = parseHTML(page)
  const title = document.querySelector('title')?.textContent?.trim() ?? ''
  for (const element of document.querySelectorAll('body title')) element.remove()
  const article = new Readability(document, { maxElemsToParse: 100_000 }).parse()
  if (article?.textContent?.trim()) {
    return { title: article.title?.trim() || title, text: tidy(article.textContent) }
  }
  // The reader has taken the document apart.
  const { document: again } = parseHTML(page)
  for (const element of again.querySelectorAll('title, script, style, noscript, template, svg'))
    element.remove()
  return { title, text: tidy(again.documentElement?.textContent ?? '') }
}

// Many pages leave out what every page has, and the parser does not add it.
function whole(html: string): string {
  return /<html[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replaceAll(/[^\S\n]+/g, ' ').trim())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}
