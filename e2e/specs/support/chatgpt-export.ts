/** A `conversations.json` of ChatGPT with one chat and one that is empty. */
export const chatgptExport = JSON.stringify([
  {
    id: 'conversation-1',
    title: 'Carriers to Lyon',
    create_time: 1_750_000_000,
    update_time: 1_750_000_060,
    current_node: 'b',
    mapping: {
      root: { id: 'root', parent: null, children: ['a'] },
      a: {
        id: 'a',
        parent: 'root',
        message: {
          author: { role: 'user' },
          content: { content_type: 'text', parts: ['Who drives to Lyon?'] },
        },
      },
      b: {
        id: 'b',
        parent: 'a',
        message: {
          author: { role: 'assistant' },
          content: {
            content_type: 'text',
            parts: ['**Kestrel** does. <img src=x onerror="window.ran=1"> [Look](javascript:window.ran=1)'],
          },
          metadata: { model_slug: 'gpt-5' },
        },
      },
    },
  },
  { id: 'conversation-2', mapping: {} },
])
