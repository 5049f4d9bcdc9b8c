/** A conversation in the shape of Claude's `conversations.json`, written by hand for the tests. */
export const claudeConversation = {
  uuid: '9b2d7e10-0001-4000-8000-000000000001',
  name: 'Returns letter',
  created_at: '2025-03-01T10:00:00.000000Z',
  updated_at: '2025-03-02T10:00:00.000000Z',
  current_leaf_message_uuid: 'm4',
  chat_messages: [
    {
      uuid: 'm1',
      parent_message_uuid: '00000000-0000-4000-8000-000000000000',
      sender: 'human',
      text: 'Write it.',
      content: [{ type: 'text', text: 'Write it.' }],
      created_at: '2025-03-01T10:00:00Z',
      attachments: [{ file_name: 'order.txt', extracted_content: 'Order 7 ```' }],
      files: [{ file_name: 'photo.png' }],
    },
    {
      uuid: 'm2',
      parent_message_uuid: 'm1',
      sender: 'assistant',
      text: '',
      created_at: '2025-03-01T10:00:05Z',
      content: [
        { type: 'thinking', thinking: 'A letter, then.' },
        { type: 'text', text: 'I look up the order.' },
        { type: 'tool_use', id: 'toolu_1', name: 'lookup', input: { order: 7 } },
        { type: 'tool_result', tool_use_id: 'toolu_1', content: [{ type: 'text', text: 'found' }] },
        { type: 'text', text: 'Dear Ada,' },
      ],
    },
    { uuid: 'm3', parent_message_uuid: 'm1', sender: 'assistant', text: 'Another try.', content: [] },
    { uuid: 'm4', parent_message_uuid: 'm2', sender: 'human', text: 'Thanks.', content: [] },
  ],
}

/** As exports were before they named parents. */
export const oldClaudeConversation = {
  uuid: '9b2d7e10-0002-4000-8000-000000000002',
  name: '',
  created_at: '2023-08-01T10:00:00Z',
  chat_messages: [
    { uuid: 'o1', sender: 'human', text: 'How warm is it?', created_at: '2023-08-01T10:00:00Z' },
    { uuid: 'o2', sender: 'assistant', text: 'Very.', created_at: '2023-08-01T10:00:02Z' },
  ],
}
