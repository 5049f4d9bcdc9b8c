/** What comes in and goes out: exported files, and what became of imported ones. */
export const archive = {
  'export.role.user': 'You',
  'export.role.assistant': 'Assistant',
  'export.role.system': 'System',
  'export.role.tool': 'Tool',
  'export.reasoning': 'Reasoning',
  'export.call': 'Tool call: {tool}',
  'export.result': 'Result',
  'export.error': 'Error',
  'export.image': '(Image)',
  'export.file': '(File: {name})',
  'import.format.archive': 'Parley archive',
  'import.format.chatgpt': 'ChatGPT export',
  'import.format.claude': 'Claude export',
  'import.format.lm-deluge': 'LM Deluge log',
  'import.chats.one': '{count} chat is new',
  'import.chats.other': '{count} chats are new',
  'import.messages.one': 'with {count} message',
  'import.messages.other': 'with {count} messages',
  'import.present.one': '{count} chat was here before and stayed as it was.',
  'import.present.other': '{count} chats were here before and stayed as they were.',
  'import.reason.chat-broken.one': '{count} chat was left out: it is damaged.',
  'import.reason.chat-broken.other': '{count} chats were left out: they are damaged.',
  'import.reason.chat-empty.one': '{count} chat was left out: there is no message in it.',
  'import.reason.chat-empty.other': '{count} chats were left out: there is no message in them.',
  'import.reason.chat-unknown.one': '{count} entry of the file is no chat that Parley knows.',
  'import.reason.chat-unknown.other': '{count} entries of the file are no chats that Parley knows.',
  'import.reason.chat-refused.one': '{count} chat was left out: it claims messages of another chat.',
  'import.reason.chat-refused.other': '{count} chats were left out: they claim messages of other chats.',
  'import.reason.chat-too-large.one': '{count} chat was left out: it is too large.',
  'import.reason.chat-too-large.other': '{count} chats were left out: they are too large.',
  'import.reason.file-cut.one': 'The file ends in the middle. What came before is here.',
  'import.reason.file-cut.other': '{count} files end in the middle. What came before is here.',
  'import.reason.message-hidden.one': '{count} message was left out: the other program hides it too.',
  'import.reason.message-hidden.other': '{count} messages were left out: the other program hides them too.',
  'import.reason.message-broken.one': '{count} message was left out: it is damaged.',
  'import.reason.message-broken.other': '{count} messages were left out: they are damaged.',
  'import.reason.parent-missing.one':
    '{count} message answers one that is not in the file. It begins a branch of its own.',
  'import.reason.parent-missing.other':
    '{count} messages answer some that are not in the file. They begin branches of their own.',
  'import.reason.parent-circular.one':
    '{count} message answers itself in a circle. It begins a branch of its own.',
  'import.reason.parent-circular.other':
    '{count} messages answer themselves in circles. They begin branches of their own.',
  'import.reason.part-unknown.one': '{count} piece of a message was left out: Parley does not know its kind.',
  'import.reason.part-unknown.other':
    '{count} pieces of messages were left out: Parley does not know their kind.',
  'import.reason.media-missing.one':
    '{count} picture or file is not in the export. A word stands in its place.',
  'import.reason.media-missing.other':
    '{count} pictures and files are not in the export. A word stands in their place.',
} as const
