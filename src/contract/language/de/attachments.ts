/** Dateien, die zu einer Nachricht gehören. */
export const attachments = {
  'failure.attachment-too-large':
    '„{name}“ hat {size} MB, mehr als das Limit von {limit} MB für eine Datei. Eine kleinere anhängen oder einen Teil davon.',
  'failure.attachment-empty': '„{name}“ ist leer, es gibt also nichts anzuhängen.',
  'failure.attachment-unsupported':
    'Parley kann „{name}“ nicht für ein Modell lesen. Möglich sind Bilder (PNG, JPEG, GIF, WebP), Texte, PDF und Dokumente von Word, Excel und PowerPoint.',
  'failure.attachment-unreadable':
    '„{name}“ lässt sich nicht lesen ({reason}). Neu speichern oder den Text anhängen.',
  'failure.attachment-packed-too-tight':
    '„{name}“ würde entpackt weit größer als angegeben, wie Dateien, die ein Programm überlasten sollen. Die Datei wurde nicht gelesen.',
  'failure.attachment-folder': '„{name}“ ist ein Ordner. Die Dateien darin anhängen.',
  'failure.attachment-missing':
    '„{name}“ ist nicht mehr da: Der Inhalt ging verloren oder kam nie mit dem Chat. Erneut anhängen oder ohne die Datei antworten lassen.',
  'failure.attachment-damaged':
    '„{name}“ wurde nach dem Anhängen auf der Festplatte verändert und deshalb nicht gesendet. Erneut anhängen.',
  'failure.attachments-too-many':
    'Eine Nachricht nimmt höchstens {limit} Dateien. Die übrigen mit der nächsten senden.',
  'failure.images-refused':
    '{model} bei {provider} nimmt keine Bilder. Ein anderes Modell wählen und erneut versuchen; das Bild bleibt bei der Nachricht.',
} as const
