/** Dateien, die zu einer Nachricht gehören. */
export const attachments = {
  'failure.attachment-too-large':
    '„{name}“ hat {size} MB, mehr als das Limit von {limit} MB für eine Datei. Bitte eine kleinere Datei anhängen oder nur einen Teil davon.',
  'failure.attachment-empty': '„{name}“ ist leer, es gibt also nichts anzuhängen.',
  'failure.attachment-unsupported':
    'Parley kann „{name}“ nicht für ein Modell lesen. Möglich sind Bilder (PNG, JPEG, GIF, WebP), Texte, PDF und Dokumente von Word, Excel und PowerPoint.',
  'failure.attachment-unreadable':
    '„{name}“ lässt sich nicht lesen ({reason}). Bitte neu speichern oder den Text anhängen.',
  'failure.attachment-packed-too-tight':
    '„{name}“ wäre entpackt weit größer als angegeben, wie eine Datei, die ein Programm überlasten soll. Sie wurde nicht gelesen.',
  'failure.attachment-folder': '„{name}“ ist ein Ordner. Bitte die Dateien darin anhängen.',
  'failure.attachment-missing':
    '„{name}“ ist nicht mehr da: Der Inhalt ging verloren oder kam nie mit dem Chat. Bitte erneut anhängen oder ohne die Datei antworten lassen.',
  'failure.attachment-damaged':
    '„{name}“ wurde nach dem Anhängen auf der Festplatte verändert und deshalb nicht gesendet. Bitte erneut anhängen.',
  'failure.attachments-too-many':
    'Eine Nachricht nimmt höchstens {limit} Dateien auf. Bitte die übrigen mit der nächsten senden.',
  'failure.images-refused':
    '{model} bei {provider} nimmt keine Bilder an. Bitte ein anderes Modell wählen und erneut versuchen; das Bild bleibt bei der Nachricht.',
} as const
