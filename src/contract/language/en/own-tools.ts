/** Sentences about folders that are open to tools, and about the user's own tools. */
export const ownTools = {
  'folders.title': 'Folders',
  'folders.none': 'No folder is open. Tools see only the folders that you open here.',
  'folders.read': 'Reads only',
  'folders.write': 'Reads and writes',
  'folders.access.of': 'What tools may do in {path}',
  'folders.close': 'Close',
  'folders.close.of': 'Close {path} to tools',
  'folders.add': 'Open a folder to tools',
  'folders.add.text':
    'The whole path, such as {example}. Everything in it is open, but never Parley’s own data.',
  'folders.open': 'Open folder',
  'folders.writes': 'Changes that tools made to files',
  'folders.created': 'Made {date}',
  'folders.changed': 'Changed {date}',
  'folders.undo': 'Take back',
  'folders.undo.of': 'Take the change of {path} back',
} as const
