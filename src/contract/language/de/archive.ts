/** What comes in and goes out: exported files, and what became of imported ones. */
export const archive = {
  'export.role.user': 'Sie',
  'export.role.assistant': 'Assistent',
  'export.role.system': 'System',
  'export.role.tool': 'Werkzeug',
  'export.reasoning': 'Nachdenken',
  'export.summary': 'Zusammenfassung',
  'export.call': 'Werkzeugaufruf: {tool}',
  'export.result': 'Ergebnis',
  'export.error': 'Fehler',
  'export.image': '(Bild)',
  'export.image-of': '(Bild: {name})',
  'export.file': '(Datei: {name})',
  'export.provider-item': '(Vom Anbieter erledigt: {item})',
  'import.format.archive': 'Archiv von Parley',
  'import.format.chatgpt': 'Export von ChatGPT',
  'import.format.claude': 'Export von Claude',
  'import.format.lm-deluge': 'Log von LM Deluge',
  'import.chats.one': '{count} Chat ist neu',
  'import.chats.other': '{count} Chats sind neu',
  'import.messages.one': 'mit {count} Nachricht',
  'import.messages.other': 'mit {count} Nachrichten',
  'import.done': '{chats}, {messages}.',
  'import.present.one': '{count} Chat war schon hier und blieb, wie er war.',
  'import.present.other': '{count} Chats waren schon hier und blieben, wie sie waren.',
  'import.reason.chat-broken.one': '{count} Chat wurde ausgelassen: Er ist beschädigt.',
  'import.reason.chat-broken.other': '{count} Chats wurden ausgelassen: Sie sind beschädigt.',
  'import.reason.chat-empty.one': '{count} Chat wurde ausgelassen: Er enthält keine Nachricht.',
  'import.reason.chat-empty.other': '{count} Chats wurden ausgelassen: Sie enthalten keine Nachricht.',
  'import.reason.chat-unknown.one': '{count} Eintrag der Datei ist kein Chat, den Parley kennt.',
  'import.reason.chat-unknown.other': '{count} Einträge der Datei sind keine Chats, die Parley kennt.',
  'import.reason.chat-refused.one':
    '{count} Chat wurde ausgelassen: Er beansprucht Nachrichten eines anderen Chats.',
  'import.reason.chat-refused.other':
    '{count} Chats wurden ausgelassen: Sie beanspruchen Nachrichten anderer Chats.',
  'import.reason.chat-too-large.one': '{count} Chat wurde ausgelassen: Er ist zu groß.',
  'import.reason.chat-too-large.other': '{count} Chats wurden ausgelassen: Sie sind zu groß.',
  'import.reason.file-cut.one': 'Die Datei endet mittendrin. Was davor kam, ist hier.',
  'import.reason.file-cut.other': '{count} Dateien enden mittendrin. Was davor kam, ist hier.',
  'import.reason.message-hidden.one':
    '{count} Nachricht wurde ausgelassen: Auch das andere Programm verbirgt sie.',
  'import.reason.message-hidden.other':
    '{count} Nachrichten wurden ausgelassen: Auch das andere Programm verbirgt sie.',
  'import.reason.message-broken.one': '{count} Nachricht wurde ausgelassen: Sie ist beschädigt.',
  'import.reason.message-broken.other': '{count} Nachrichten wurden ausgelassen: Sie sind beschädigt.',
  'import.reason.parent-missing.one':
    '{count} Nachricht antwortet auf eine, die nicht in der Datei ist. Sie beginnt einen eigenen Zweig.',
  'import.reason.parent-missing.other':
    '{count} Nachrichten antworten auf solche, die nicht in der Datei sind. Sie beginnen eigene Zweige.',
  'import.reason.parent-circular.one':
    '{count} Nachricht antwortet im Kreis auf sich selbst. Sie beginnt einen eigenen Zweig.',
  'import.reason.parent-circular.other':
    '{count} Nachrichten antworten im Kreis auf sich selbst. Sie beginnen eigene Zweige.',
  'import.reason.part-unknown.one':
    '{count} Teil einer Nachricht wurde ausgelassen: Parley kennt seine Art nicht.',
  'import.reason.part-unknown.other':
    '{count} Teile von Nachrichten wurden ausgelassen: Parley kennt ihre Art nicht.',
  'import.reason.media-missing.one': '{count} Bild oder Datei fehlt im Export. An der Stelle steht ein Wort.',
  'import.reason.media-missing.other':
    '{count} Bilder und Dateien fehlen im Export. An den Stellen steht ein Wort.',
} as const
