export const windowNotify = {
  'notify.section': '当 Parley 不在前台时',
  'notify.system': '系统通知',
  'notify.system.text': '告知回答已结束或正在等待许可。屏幕上的标题可能被旁人看到。',
  'notify.never': '从不',
  'notify.brief': '不含标题',
  'notify.titled': '含标题',
} as const
