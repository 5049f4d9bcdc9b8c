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
} as const
