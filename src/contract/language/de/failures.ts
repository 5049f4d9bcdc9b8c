/** One sentence for every failure code: who refused what, and the way on. */
export const failures = {
  'failure.input-invalid': 'Die Anfrage ist nicht gültig: {detail}.',
  'failure.flag-invalid': 'Der Wert „{value}“ von -{flag} ist nicht gültig: {expected}.',
  'failure.flag-unknown': 'Es gibt keine Startoption {flag}. Die Liste zeigt „parley {command} --help“.',
  'failure.command-unknown': 'Es gibt keinen Befehl „{command}“. Die Liste zeigt „parley --help“.',
  'failure.provider-unknown': 'Unbekannter Anbieter: {provider}. Bekannte Anbieter: {known}.',
  'failure.session-service-unknown': 'Unbekannter Sitzungsdienst: {service}. Diese Version kennt: {known}.',
  'failure.base-url-invalid':
    'Die Basis-URL „{url}“ von {provider} ist nicht gültig. Sie muss eine Adresse mit http oder https sein, zum Beispiel https://api.openai.com/v1, ohne Benutzername und Passwort.',
  'failure.message-empty': 'Die Nachricht ist leer. Bitte zuerst etwas schreiben.',
  'failure.message-too-long':
    'Die Nachricht hat {size} MB, mehr als das Limit von {limit} MB. Bitte kürzen oder aufteilen.',
  'failure.session-missing': 'Es gibt keinen Chat mit der Kennung „{id}“.',
  'failure.session-exists':
    'Es gibt einen anderen Chat mit der Kennung {id}. Bitte zuerst diesen löschen, dann erneut versuchen.',
  'failure.call-missing': 'Diese Antwort verlangt keinen Aufruf mit der Kennung „{id}“.',
  'failure.message-missing': 'In diesem Chat gibt es keine Nachricht mit der Kennung „{id}“.',
  'failure.run-missing': 'Es gibt keinen Durchlauf mit der Kennung „{id}“.',
  'failure.run-complete':
    'Die letzte Antwort ist vollständig: Es gibt nichts fortzusetzen. Bitte stattdessen eine Nachricht schreiben.',
  'failure.marks-busy': 'Ein anderes Programm markiert gerade in diesem Chat. Gleich noch einmal versuchen.',
  'failure.marks-too-many':
    'Ein Chat behält höchstens {limit} Markierungen. Unter „Kontext“ einige wegnehmen oder den älteren Teil zusammenfassen.',
  'failure.nothing-to-fold':
    'Es gibt nichts zusammenzufassen: Die letzten Beiträge bleiben immer ganz, und vor ihnen steht nichts.',
  'failure.run-active': 'Dieser Chat antwortet noch. Bitte die Antwort anhalten oder ihr Ende abwarten.',
  'failure.method-unknown': 'Es gibt keine Methode „{method}“.',
  'failure.link-refused': 'Parley öffnet nur Links mit http, https und mailto.',
  'failure.updates-no-feed': 'Es ist keine Update-Quelle eingetragen.',
  'failure.updates-unreachable': 'Die Update-Quelle hat nicht geantwortet: {detail}.',
  'failure.updates-not-understood': 'Was die Update-Quelle geliefert hat, ist keine Liste von Versionen.',
  'failure.archive-newer':
    'Das Archiv wurde von einer neueren Version von Parley geschrieben (Format {found}, diese Version kennt {known}). Bitte die neuere Version installieren; importiert wurde nichts.',
  'failure.archive-interrupted': 'Dieser Export oder Import wurde unterbrochen. Bitte neu starten.',
  'failure.batch-invalid':
    'Gespräch {place} lässt sich nicht lesen: {detail}. Es muss JSON sein: ein Text oder eine Liste von Nachrichten mit role und content. Gefragt wurde nichts.',
  'failure.import-unknown':
    'Parley kann diese Datei nicht lesen. Es liest eigene Archive, die conversations.json von ChatGPT und Claude und die Logs von LM Deluge.',
  'failure.import-packed':
    'Diese Datei ist gepackt. Bitte entpacken und die conversations.json darin wählen.',
  'failure.file-unreadable': 'Die Datei {path} lässt sich nicht lesen ({reason}).',
  'failure.file-unwritable': 'Die Datei {path} lässt sich nicht schreiben ({reason}).',
  'failure.key-unreadable':
    'Der Schlüssel von {provider} lässt sich auf diesem Computer nicht lesen ({detail}): Der Schlüsselspeicher des Systems wurde zurückgesetzt, oder das Profil stammt von einem anderen Computer. Bitte unter Einstellungen, Anbieter neu eingeben.',
  'failure.key-missing':
    '{provider} braucht einen Schlüssel. Bitte in den Einstellungen eintragen oder {variable} setzen.',
  'failure.key-wanted':
    '{provider} verlangt einen Schlüssel, gesendet wurde keiner. Bitte in den Einstellungen eintragen.',
  'failure.key-refused': '{provider} hat den Schlüssel abgelehnt. Bitte in den Einstellungen prüfen.',
  'failure.quota-exhausted':
    'Das Konto bei {provider} hat kein Guthaben mehr. Bitte aufladen oder einen anderen Anbieter wählen.',
  'failure.rate-limited':
    '{provider} begrenzt die Zahl der Anfragen. Bitte ein wenig warten und erneut versuchen.',
  'failure.option-unsupported':
    '{provider} nimmt „{option}“ in diesem Protokoll nicht an ({reason}). Ändern lässt sich das in den Einstellungen unter „Durchlauf“.',
  'failure.embeddings-unsupported':
    '{provider} macht in diesem Protokoll keine Vektoren aus Texten. Bitte einen Anbieter wählen, der ein Protokoll von OpenAI spricht, und ein Modell für Embeddings.',
  'failure.model-missing': 'Für {provider} ist kein Modell gewählt. Bitte in den Einstellungen eines wählen.',
  'failure.model-unknown': '{provider} kennt das Modell „{model}“ nicht. Bitte ein anderes wählen.',
  'failure.model-unresolved':
    'Kein Anbieter, den Parley kennt, hat ein Modell „{model}“. Ähnlich sind: {near}. Wenn der Name stimmt, auch den Anbieter nennen.',
  'failure.model-unheard':
    'Kein Anbieter, den Parley kennt, hat ein Modell „{model}“. Wenn der Name stimmt, auch den Anbieter nennen.',
  'failure.context-too-long':
    'Der Chat ist länger, als {model} lesen kann. Bitte den älteren Teil zusammenfassen, das Älteste weglassen oder ein größeres Modell wählen.',
  'failure.request-too-large':
    '{provider} nimmt keine so große Anfrage an ({size} MB). Bitte den älteren Teil des Chats zusammenfassen, das Älteste weglassen oder eine kürzere Nachricht schreiben.',
  'failure.request-refused': '{provider} hat die Anfrage abgelehnt ({status}).',
  'failure.file-not-taken': 'Eine Datei vom Typ {mediaType} kann Parley hier nicht an {model} geben.',
  'failure.spending-reached':
    'Das Ausgabenlimit für einen Tag ist erreicht. Es steht in den Einstellungen unter „Limits“.',
  'failure.provider-overloaded': '{provider} ist überlastet. Bitte gleich noch einmal versuchen.',
  'failure.provider-broken':
    '{provider} hat mit einem eigenen Fehler geantwortet ({status}). Bitte gleich noch einmal versuchen.',
  'failure.provider-unreachable':
    '{provider} ist unter {host} nicht erreichbar ({reason}). Bitte Adresse und Netzverbindung prüfen.',
  'failure.proxy-invalid':
    'Der Proxy {proxy} lässt sich nicht benutzen. Seine Adresse muss aussehen wie http://host:port oder https://host:port.',
  'failure.proxy-unreachable':
    'Der Proxy {proxy} ist nicht erreichbar ({reason}) und damit auch {host} nicht. Bitte den Proxy in den Einstellungen und die Netzverbindung prüfen.',
  'failure.proxy-login-needed':
    'Der Proxy {proxy} verlangt Benutzername und Passwort oder hat die vorhandenen abgelehnt (407). Beides gehört in den Einstellungen in seine Adresse.',
  'failure.proxy-refused': 'Der Proxy {proxy} wollte keine Verbindung zu {host} herstellen ({status}).',
  'failure.certificate-expired':
    'Das Zertifikat von {host} ist zurzeit nicht gültig ({reason}). Bitte die Uhr dieses Computers prüfen oder den Betreiber des Servers fragen.',
  'failure.certificate-name-wrong':
    'Das Zertifikat, das {host} vorzeigt, gehört zu einem anderen Namen. Bitte die Basis-URL prüfen; gesendet wurde nichts.',
  'failure.certificate-self-signed':
    'Das Zertifikat von {host} ist selbst signiert; niemand bürgt dafür. Ist es ein eigener Server, lässt es sich in den Einstellungen von {provider} annehmen.',
  'failure.certificate-issuer-unknown':
    'Das Zertifikat von {host} kommt von einem Aussteller, den dieser Computer nicht kennt. Gehört er zur eigenen Organisation, bitte dessen Zertifikatsdatei in den Einstellungen von {provider} angeben.',
  'failure.certificate-file-invalid':
    'Die Zertifikatsdatei {path} lässt sich nicht benutzen ({reason}). Sie muss lesbar sein und Zertifikate in PEM enthalten.',
  'failure.tls-too-old':
    '{host} bietet nur eine Version von TLS an, die zu alt und nicht sicher ist. Gesendet wurde nichts; der Server braucht eine Aktualisierung.',
  'failure.tls-missing':
    '{host} antwortet nicht in TLS. Soll dieser Server ohne TLS erreicht werden, die Adresse mit http:// beginnen.',
  'failure.header-reserved':
    'Den Header {name} setzt Parley selbst. Ein Schlüssel gehört in sein eigenes Feld.',
  'failure.body-field-reserved': 'Das Feld {field} setzt Parley selbst; es lässt sich nicht ersetzen.',
  'failure.first-byte-timeout':
    '{provider} hat nach {seconds} s noch nicht mit der Antwort begonnen. Bitte erneut versuchen.',
  'failure.idle-timeout':
    '{provider} ist mitten in der Antwort {seconds} s lang verstummt. Bitte erneut versuchen.',
  'failure.total-timeout': 'Die Antwort von {provider} hat länger als {seconds} s gedauert.',
  'failure.not-an-endpoint':
    'Die Adresse {url} antwortet, aber nicht als Sprachmodell. Bitte die Basis-URL prüfen; oft endet sie auf /v1.',
  'failure.stream-cut':
    'Die Verbindung zu {provider} ist mitten in der Antwort abgerissen. Was angekommen ist, bleibt erhalten.',
  'failure.answer-empty':
    '{provider} hat keine Antwort gegeben: Sie endete vor dem ersten Wort. Bitte erneut versuchen.',
  'failure.response-invalid':
    '{provider} hat etwas gesendet, das nicht zu seinem Protokoll gehört: {detail}.',
  'failure.tool-unknown': 'Es gibt kein Werkzeug „{tool}“.',
  'failure.tool-arguments-invalid': 'Die Argumente von {tool} sind nicht gültig. Gemeldet wurde: „{detail}“',
  'failure.tool-failed': '{tool} ist fehlgeschlagen und meldet: „{detail}“',
  'failure.tool-timeout': '{tool} hat nach {seconds} s noch nicht geantwortet.',
  'failure.tool-cancelled': '{tool} wurde angehalten.',
  'failure.tool-denied': 'Dieser Aufruf von {tool} wurde abgelehnt.',
  'failure.tool-denied-because': 'Dieser Aufruf von {tool} wurde abgelehnt: {reason}',
  'failure.tool-forbidden': 'Die Einstellungen erlauben diesen Aufruf von {tool} nicht.',
  'failure.tool-unanswered': 'Niemand hat rechtzeitig gesagt, ob {tool} laufen darf; deshalb lief es nicht.',
  'failure.tool-unasked':
    '{tool} braucht die Freigabe eines Menschen, und niemand ist da, um sie zu geben. Es ist nicht gelaufen.',
  'failure.tool-repeated':
    '{tool} wurde {count}-mal mit denselben Argumenten verlangt; der Durchlauf wurde deshalb beendet. Es lief kein weiteres Mal.',
  'failure.tool-too-many':
    'Eine Runde darf {limit} Aufrufe verlangen. {tool} lag darüber und ist nicht gelaufen.',
  'failure.tool-output-too-large':
    '{tool} lieferte {size} MB. Von einem Ergebnis werden höchstens {limit} MB aufbewahrt, deshalb wurde nichts davon behalten. Was das Werkzeug bewirkt hat, bleibt; bitte einen kleineren Teil verlangen.',
  'failure.client-tool-taken':
    'Parley oder einer seiner Server hat ein Werkzeug „{tool}“, oder zwei der mitgegebenen heißen so. Bitte einen anderen Namen geben; gefragt wurde nichts.',
  'failure.tool-unsubmitted':
    '{tool} hat nicht rechtzeitig geantwortet: Das Programm, das es ausführt, hat kein Ergebnis geschickt.',
  'failure.output-given': 'Der Aufruf „{id}“ hat sein Ergebnis schon und behält es.',
  'failure.outputs-late': 'Dieser Durchlauf wartet auf keine Ergebnisse mehr: Sein Stand ist {status}.',
  'failure.call-decided':
    'Zu diesem Aufruf wird niemand mehr gefragt: Er ist beantwortet, oder der Durchlauf ist zu Ende.',
  'failure.folder-refused': '{path} lässt sich nicht für Werkzeuge freigeben: {reason}',
  'failure.folder-window-only':
    'Ordner und Werkzeuge werden nur im Fenster von Parley freigegeben, nicht in einem Browser und nicht von einem Programm.',
  'failure.write-missing':
    'Diese Änderung ist nicht mehr gespeichert und lässt sich deshalb nicht zurücknehmen.',
  'failure.write-changed':
    '{path} wurde seither noch einmal geändert oder entfernt. Dort blieb alles, wie es ist; zurückgenommen wurde nichts.',
  'failure.profile-unwritable':
    'Parley kann nicht in seinen Ordner {path} schreiben ({reason}). Bitte den Ordner beschreibbar machen oder in PARLEY_DATA_DIR einen anderen nennen.',
  'failure.profile-newer':
    'Die Daten in {path} wurden von einer neueren Version von Parley geschrieben (Format {found}, diese Version kennt {known}). Bitte die neuere Version installieren; geändert wurde nichts.',
  'failure.profile-locked':
    'Ein anderes Parley benutzt den Ordner {path}. Bitte dieses schließen oder in PARLEY_DATA_DIR einen anderen Ordner nennen.',
  'failure.settings-malformed':
    'Die Einstellungen in {path} lassen sich nicht lesen ({detail}). Sie wurden als {kept} aufgehoben, und es gelten die Voreinstellungen.',
  'failure.storage-failed': 'Die Datenbank konnte ihre Arbeit nicht tun ({detail}). Gelöscht wurde nichts.',
  'failure.storage-unreachable':
    'Die Datenbank unter {host} ist nicht erreichbar ({reason}). Bitte prüfen, ob sie läuft und ob die Adresse stimmt.',
  'failure.storage-refused':
    'Die Datenbank unter {host} hat Parley abgewiesen ({reason}). Bitte Benutzername, Passwort und Rechte in den Einstellungen prüfen.',
  'failure.storage-set-aside':
    'Das sind die Chats auf diesem Computer: Die Datenbank unter {host} wurde nicht geöffnet ({reason}). Dort wurde nichts geändert, und der nächste Start sucht sie wieder; auch unter Einstellungen, Speicher lässt sie sich öffnen.',
  'failure.storage-full':
    'Dort, wo die Datenbank {path} liegt, ist kein Platz mehr. Was gespeichert ist, bleibt lesbar; bitte Platz schaffen und erneut versuchen.',
  'failure.storage-busy':
    'Ein Chat antwortet noch. Bitte die Antwort anhalten oder ihr Ende abwarten, dann verschieben.',
  'failure.storage-corrupt':
    'Die Datenbank {path} ist beschädigt ({detail}). Sie wurde nicht verändert. Bitte Parley schließen: „parley doctor --recover“ rettet, was sich lesen lässt, und „parley doctor“ nennt die Sicherungen, die sich wiederherstellen lassen.',
  'failure.storage-shrunk':
    'Die Aktualisierung von {path} wurde zurückgenommen, weil dabei etwas verloren gegangen wäre ({detail}). Geändert wurde nichts: Bitte mit der vorigen Version weitermachen und dies melden.',
  'failure.backup-missing': 'Es gibt keine Sicherung mit dem Namen {name}.',
  'failure.backup-refused':
    'Die Datei {path} ist keine vollständige Datenbank von Parley ({detail}). Geändert wurde nichts; bitte eine andere Sicherung wählen.',
  'failure.backup-unsupported':
    'Parley macht keine Sicherungen von {engine}: Was dort ist, wird an seinem Ort gesichert oder gar nicht.',
  'failure.nothing-recovered':
    'In {path} ließ sich nichts von Parley lesen. Verändert wurde dort nichts: Bitte eine Sicherung wiederherstellen oder die Datei an einen anderen Ort verschieben, um neu zu beginnen.',
  'failure.keys-malformed':
    'Die Schlüssel in {path} lassen sich nicht lesen ({detail}). Sie wurden als {kept} aufgehoben; bitte die benötigten Schlüssel in den Einstellungen neu eingeben.',
  'failure.key-store-failed':
    'Der Schlüsselspeicher dieses Systems hat nicht gearbeitet ({detail}). Der Schlüssel wurde nicht gespeichert.',
  'failure.port-in-use':
    'Port {port} wird von einem anderen Programm benutzt. Bitte mit --port einen anderen wählen.',
  'failure.api-port-taken':
    'Port {port} wird von einem anderen Programm benutzt. Bitte einen anderen wählen.',
  'failure.api-window-only':
    'Über die lokale API entscheidet nur, wer an diesem Computer sitzt, im Fenster von Parley.',
  'failure.unauthorized':
    'Dieser Link gilt nicht mehr. Bitte die Adresse öffnen, die Parley beim letzten Start ausgegeben hat.',
  'failure.connection-lost': 'Die Verbindung zu Parley ist abgerissen.',
  'failure.interrupted':
    'Parley wurde mitten in dieser Antwort geschlossen. Was angekommen ist, bleibt erhalten.',
  'failure.cancelled': 'Angehalten.',
  'failure.internal': 'In Parley ist etwas schiefgegangen ({detail}). Es steht in der Logdatei.',
  'session.untitled': 'Neuer Chat',
  'session.recovered': 'Geretteter Chat',
} as const
