/** Files that go with a message. */
export const attachments = {
  'failure.attachment-too-large':
    '“{name}”大小为 {size} MB，超过单个文件 {limit} MB 的上限。请添加更小的文件，或只添加其中一部分。',
  'failure.attachment-empty': '“{name}”是空的，没有可添加的内容。',
  'failure.attachment-unsupported':
    'Parley 无法为模型读取“{name}”。它接受图片（PNG、JPEG、GIF、WebP）、文本、PDF，以及 Word、Excel 和 PowerPoint 文档。',
  'failure.attachment-unreadable': '无法读取“{name}”（{reason}）。请重新保存，或改为添加其中的文本。',
  'failure.attachment-packed-too-tight':
    '“{name}”解压后会远大于其声称的大小，像是用来使程序过载的文件，因此没有读取。',
  'failure.attachment-folder': '“{name}”是文件夹。请添加其中的文件。',
  'failure.attachment-missing':
    '“{name}”已不存在：其内容已丢失，或没有随对话一同导入。请重新添加，或不带它继续。',
  'failure.attachment-damaged': '“{name}”添加之后在磁盘上被更改，因此没有发送。请重新添加。',
  'failure.attachments-too-many': '一条消息最多可带 {limit} 个文件。其余的请随下一条消息发送。',
  'failure.images-refused':
    '{provider} 的 {model} 不接受图片。请选择支持图片的模型后重试；图片已随消息保留。',
} as const
