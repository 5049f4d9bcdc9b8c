/** The built-in brand that a key belongs to, by how it begins; `undefined` for anything else. */
export function brandOfKey(key: string): 'anthropic' | 'openai' | undefined {
  const begins = key.trim()
  // OpenAI's prefix is a part of Anthropic's, so the longer one is asked first.
  if (begins.startsWith('sk-ant-')) return 'anthropic'
  if (begins.startsWith('sk-')) return 'openai'
  return undefined
}
