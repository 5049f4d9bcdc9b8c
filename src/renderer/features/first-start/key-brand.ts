// A prefix that is a part of another one stands after it.
const prefixes: readonly (readonly [prefix: string, providerId: string])[] = [
  ['sk-ant-', 'anthropic'],
  ['sk-or-', 'openrouter'],
  ['sk-', 'openai'],
  ['gsk_', 'groq'],
  ['xai-', 'xai'],
  ['AIza', 'gemini'],
]

/** The id of the brand that a key belongs to, by how it begins; `undefined` for anything else. */
export function brandOfKey(key: string): string | undefined {
  const begins = key.trim()
  return prefixes.find(([prefix]) => begins.startsWith(prefix))?.[1]
}
