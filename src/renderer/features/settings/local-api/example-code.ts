export const exampleLanguages = ['curl', 'python', 'javascript'] as const
export type ExampleLanguage = (typeof exampleLanguages)[number]

/** What to call it. These are names, the same in every language. */
export const exampleNames: Readonly<Record<ExampleLanguage, string>> = {
  curl: 'curl',
  python: 'Python',
  javascript: 'JavaScript',
}

/** A question in a few lines, to be pasted as it is. The token is not in it: it would stay in the history of the shell. */
export function exampleOf(language: ExampleLanguage, address: string, model: string): string {
  switch (language) {
    case 'curl':
      return [
        `curl ${address}/chat/completions \\`,
        '  -H "Authorization: Bearer $PARLEY_TOKEN" \\',
        '  -H "Content-Type: application/json" \\',
        `  -d '{"model": "${model}",`,
        '       "messages": [{"role": "user", "content": "Hello"}]}\'',
      ].join('\n')
    case 'python':
      return [
        'import os',
        'from openai import OpenAI',
        '',
        'client = OpenAI(',
        `    base_url="${address}",`,
        '    api_key=os.environ["PARLEY_TOKEN"],',
        ')',
        'answer = client.chat.completions.create(',
        `    model="${model}",`,
        '    messages=[{"role": "user", "content": "Hello"}],',
        ')',
        'print(answer.choices[0].message.content)',
      ].join('\n')
    default:
      return [
        "import OpenAI from 'openai'",
        '',
        'const client = new OpenAI({',
        `  baseURL: '${address}',`,
        '  apiKey: process.env.PARLEY_TOKEN,',
        '})',
        'const answer = await client.chat.completions.create({',
        `  model: '${model}',`,
        "  messages: [{ role: 'user', content: 'Hello' }],",
        '})',
        'console.log(answer.choices[0].message.content)',
      ].join('\n')
  }
}
