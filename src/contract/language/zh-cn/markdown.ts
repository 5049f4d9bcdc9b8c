/** The controls inside an answer and in what tools gave. */
export const markdown = {
  'markdown.wrap': '自动换行',
  'markdown.copy-table': '复制为 CSV',
  'markdown.back-to-text': '返回正文',
  'markdown.preview': '预览',
  'markdown.preview-title': '上方代码的预览，不运行脚本，不使用网络',
  'calls.show-all': '显示全部 {count} 个字符',
} as const
