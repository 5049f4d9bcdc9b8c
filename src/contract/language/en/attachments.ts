/** Files that go with a message. */
export const attachments = {
  'failure.attachment-too-large':
    '“{name}” has {size} MB, over the limit of {limit} MB for one file. Attach a smaller one, or a part of it.',
  'failure.attachment-empty': '“{name}” is empty, so there is nothing to attach.',
  'failure.attachment-unsupported':
    'Parley cannot read “{name}” for a model. It takes pictures (PNG, JPEG, GIF, WebP), texts, PDF, and documents of Word, Excel and PowerPoint.',
  'failure.attachment-unreadable': '“{name}” cannot be read ({reason}). Save it anew, or attach its text.',
  'failure.attachment-packed-too-tight':
    '“{name}” would unpack to far more than it claims, as files made to overload a program do. It was not read.',
  'failure.attachment-folder': '“{name}” is a folder. Attach the files in it.',
  'failure.attachment-missing':
    '“{name}” is not there any more: its content was lost or never came with the chat. Attach it again, or answer without it.',
  'failure.attachment-damaged':
    '“{name}” was changed on the disk since it was attached, so it was not sent. Attach it again.',
  'failure.attachments-too-many': 'A message takes {limit} files at most. Send the others with the next one.',
  'failure.images-refused':
    '{model} at {provider} takes no pictures. Choose a model that does, and retry; the picture is kept with your message.',
  'history.file': 'The file “{name}”:\n\n{content}\n\n(End of the file “{name}”.)\n\n',
  'history.file-shortened': '[… the other {size} MB of the file were left out …]',
  'history.file-gone': '(The file “{name}” was here. It is not there any more.)\n\n',
  'history.file-without-text': '(The file “{name}” was attached. It has no text that can be read.)\n\n',
  'history.output-tool':
    'Reads a part of an output that was too long to be shown whole. Where there is one, the line in its middle names it.',
  'history.output-id': 'The name of the output, as the line in its middle gives it.',
  'history.output-from': 'From which character on to read; the first is 0.',
  'history.output-length': 'How many characters to read; 20000 where nothing is said.',
  'history.output-left':
    '[… {left} of {length} characters are left out here. read_output with the output "{output}" and from {from} reads them …]',
  'history.output-lost': '[… {left} characters are left out here, and could not be kept: {reason} …]',
} as const
