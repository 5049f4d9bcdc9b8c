/** The controls inside an answer and in what tools gave. */
export const markdown = {
  'markdown.wrap': '自动换行',
  'markdown.copy-table': '复制为 CSV',
  'markdown.back-to-text': '返回正文',
  'markdown.preview': '预览',
  'markdown.preview-title': '上方代码的预览，不运行脚本，不使用网络',
  'markdown.copied-as-seen': '已复制；隐藏字符已写成编号',
  'markdown.more': '显示更多（还有 {rest} 个字符）',
  'calls.show-all': '显示全部 {count} 个字符',
} as const
