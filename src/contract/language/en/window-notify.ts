/** What the system may tell while no window is in front. */
export const windowNotify = {
  'notify.section': 'When Parley is not in front',
  'notify.system': 'Notifications of the system',
  'notify.system.text':
    'That an answer ended or waits for permission. Others may read a title on the screen.',
  'notify.never': 'Never',
  'notify.brief': 'Without titles',
  'notify.titled': 'With titles',
} as const
