export const windowNotify = {
  'notify.section': 'Wenn Parley nicht im Vordergrund ist',
  'notify.system': 'Mitteilungen des Systems',
  'notify.system.text':
    'Dass eine Antwort fertig ist oder auf Erlaubnis wartet. Einen Titel können auch andere auf dem Bildschirm lesen.',
  'notify.never': 'Nie',
  'notify.brief': 'Ohne Titel',
  'notify.titled': 'Mit Titel',
} as const
