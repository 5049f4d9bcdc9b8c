/** A fenced block of Markdown whose fence is longer than every row of backticks in it. */
export function fenced(text: string, language = ''): string {
  let longest = 0
  for (const [row] of text.matchAll(/`+/g)) longest = Math.max(longest, row.length)
  const fence = '`'.repeat(Math.max(3, longest + 1))
  return `${fence}${/^[\w+#.-]{0,40}$/.test(language) ? language : ''}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`
}

/** The same Markdown with an end for a fence that was left open, so that what follows it is not swallowed. */
export function withClosedFence(markdown: string): string {
  let open: string | undefined
  for (const line of markdown.split('\n')) {
    const [, fence = '', rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? []
    if (fence === '') continue
    if (open === undefined) open = fence.startsWith('`') && rest.includes('`') ? undefined : fence
    else if (fence[0] === open[0] && fence.length >= open.length && rest.trim() === '') open = undefined
  }
  return open === undefined ? markdown : `${markdown}${markdown.endsWith('\n') ? '' : '\n'}${open}`
}
