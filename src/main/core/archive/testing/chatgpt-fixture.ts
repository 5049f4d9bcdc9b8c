/** A ChatGPT export in the shape of its `conversations.json`, written by hand for the tests. */
type Node = Readonly<Record<string, unknown>>

const at = 1_700_000_000

export function chatgptNode(
  id: string,
  parent: string | null,
  role: string,
  content: unknown,
  more: Node = {},
): Node {
  const author = { role, name: null, metadata: {} }
  const message = { id, author, create_time: at, content, metadata: {}, recipient: 'all', ...more }
  return { id, parent, children: [], message }
}

export const spoken = (...parts: unknown[]) => ({ content_type: 'text', parts })

export function chatgptConversation(id: string, nodes: readonly Node[], more: Node = {}): Node {
  const mapping = Object.fromEntries(nodes.map((node) => [String(node['id']), node]))
  return {
    conversation_id: id,
    id,
    title: `Chat ${id}`,
    create_time: at,
    update_time: at + 60,
    mapping,
    ...more,
  }
}

const model = (slug: string) => ({ metadata: { model_slug: slug } })

/** A question that was asked twice, an answer with a tool, a picture, and what the vendor hides. */
export const cottonChat = chatgptConversation(
  '6f1c9a52-0001-4000-8000-000000000001',
  [
    { id: 'client-created-root', parent: null, children: ['sys'] },
    chatgptNode('sys', 'client-created-root', 'system', spoken('You are a helpful model.')),
    chatgptNode('ctx', 'sys', 'user', {
      content_type: 'user_editable_context',
      user_profile: 'Ada',
      user_instructions: 'Be brief',
    }),
    chatgptNode('ask1', 'ctx', 'user', spoken('Which code has a cotton bag?')),
    chatgptNode('ask2', 'ctx', 'user', {
      content_type: 'multimodal_text',
      parts: [{ content_type: 'image_asset_pointer', asset_pointer: 'file-service://a' }, 'And this bag 🧺?'],
    }),
    chatgptNode('old', 'ask1', 'assistant', spoken('4202.'), model('gpt-4o')),
    chatgptNode('think', 'ask2', 'assistant', {
      content_type: 'thoughts',
      thoughts: [{ summary: 'Bags', content: 'It is woven.' }],
    }),
    chatgptNode(
      'call',
      'think',
      'assistant',
      { content_type: 'code', language: 'json', text: '{"q":"bag"}' },
      {
        recipient: 'web.run',
        ...model('gpt-5'),
      },
    ),
    chatgptNode(
      'found',
      'call',
      'tool',
      { content_type: 'execution_output', text: '4202 92' },
      {
        author: { role: 'tool', name: 'web.run' },
      },
    ),
    chatgptNode('new', 'found', 'assistant', spoken('It is 4202 92.'), model('gpt-5')),
  ],
  { title: 'Cotton bags', current_node: 'new', is_archived: true },
)

export const plainChat = chatgptConversation('6f1c9a52-0002-4000-8000-000000000002', [
  chatgptNode('u', null, 'user', spoken('Hello "there" \\ {[ \u0000')),
  chatgptNode('a', 'u', 'assistant', spoken('Hi.')),
])
