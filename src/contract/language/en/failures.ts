/** One sentence for every failure code: who refused what, and the way on. */
export const failures = {
  'failure.input-invalid': 'The request is not valid: {detail}.',
  'failure.flag-invalid': 'The value "{value}" of -{flag} is not valid: {expected}.',
  'failure.flag-unknown': 'There is no flag {flag}. Run "parley {command} --help" for the list.',
  'failure.command-unknown': 'There is no command "{command}". Run "parley --help" for the list.',
  'failure.provider-unknown': 'invalid provider: {provider}. Known providers: {known}.',
  'failure.session-service-unknown': 'invalid session service name: {service}. This version knows: {known}.',
  'failure.base-url-invalid':
    'The base URL "{url}" of {provider} is not valid. It must be an http or https address such as https://api.openai.com/v1, without user name or password.',
  'failure.message-empty': 'The message is empty. Write something first.',
  'failure.message-too-long':
    'The message has {size} MB, over the limit of {limit} MB. Shorten it or split it.',
  'failure.session-missing': 'There is no chat with the id "{id}".',
  'failure.session-exists': 'There is another chat with the id {id}. Delete that one first, then try again.',
  'failure.call-missing': 'This answer asks for no call with the id "{id}".',
  'failure.message-missing': 'There is no message with the id "{id}" in this chat.',
  'failure.run-missing': 'There is no run with the id "{id}".',
  'failure.run-complete': 'The last answer is whole: there is nothing to continue. Write a message instead.',
  'failure.marks-busy': 'Another program is marking this chat all the time. Try again in a moment.',
  'failure.marks-too-many':
    'A chat keeps {limit} marks at most. Take some away under “Context”, or fold the older part.',
  'failure.nothing-to-fold':
    'There is nothing to fold: the last turns always stay whole, and nothing stands before them.',
  'failure.run-active': 'This chat is still answering. Stop it first, or wait for the end.',
  'failure.method-unknown': 'There is no method "{method}".',
  'failure.link-refused': 'Parley opens only http, https and mailto links.',
  'failure.updates-no-feed': 'No place to look for updates is set.',
  'failure.updates-unreachable': 'The place for updates gave no answer: {detail}.',
  'failure.updates-not-understood': 'What the place for updates gave is no list of versions.',
  'failure.archive-newer':
    'The archive was written by a newer version of Parley (format {found}, this version knows {known}). Install the newer version; nothing was imported.',
  'failure.archive-interrupted': 'This export or import does not go on any more. Start it again.',
  'failure.batch-invalid':
    'Conversation {place} cannot be read: {detail}. It must be JSON: a text, or a list of messages with role and content. Nothing was asked.',
  'failure.import-unknown':
    'Parley cannot read this file. It reads its own archives, the conversations.json of ChatGPT and Claude, and the logs of LM Deluge.',
  'failure.import-packed': 'This file is packed. Unpack it and choose the conversations.json inside.',
  'failure.file-unreadable': 'The file {path} cannot be read ({reason}).',
  'failure.file-unwritable': 'The file {path} cannot be written ({reason}).',
  'failure.key-unreadable':
    'The key of {provider} cannot be read on this computer ({detail}): the key store of the system was reset, or the profile came from another computer. Enter it again in Settings, Providers.',
  'failure.key-missing': '{provider} needs a key. Add one in Settings, or set {variable}.',
  'failure.key-wanted': '{provider} wants a key, and none was sent. Add one in Settings.',
  'failure.key-refused': '{provider} refused the key. Check it in Settings.',
  'failure.quota-exhausted':
    'The account at {provider} has no credit left. Top it up, or choose another provider.',
  'failure.rate-limited': '{provider} limits how many requests you may send. Wait a little and try again.',
  'failure.option-unsupported':
    '{provider} does not take “{option}” in this protocol ({reason}). Change it in Settings, under Run.',
  'failure.embeddings-unsupported':
    '{provider} makes no vectors of texts in this protocol. Choose a provider that speaks one of OpenAI’s, and a model for embeddings.',
  'failure.model-missing': 'No model is chosen for {provider}. Choose one in Settings.',
  'failure.model-unknown': '{provider} does not know the model "{model}". Choose another one.',
  'failure.model-unresolved':
    'No provider that Parley knows has a model "{model}". Near it are: {near}. If the name is right, name its provider too.',
  'failure.model-unheard':
    'No provider that Parley knows has a model "{model}". If the name is right, name its provider too.',
  'failure.context-too-long':
    'The chat is longer than {model} can read. Fold its older part into a summary, leave the oldest out, or choose a larger model.',
  'failure.request-too-large':
    '{provider} takes no request as large as this one ({size} MB). Fold the older part of the chat into a summary, leave the oldest out, or write a shorter message.',
  'failure.request-refused': '{provider} refused the request ({status}).',
  'failure.file-not-taken': 'Parley cannot give a file of type {mediaType} to {model} here.',
  'failure.spending-reached': 'Your limit of spending for a day is reached. It is in Settings, under Limits.',
  'failure.provider-overloaded': '{provider} is overloaded. Try again in a moment.',
  'failure.provider-broken':
    '{provider} answered with an error of its own ({status}). Try again in a moment.',
  'failure.provider-unreachable':
    '{provider} cannot be reached at {host} ({reason}). Check the address and your network.',
  'failure.proxy-invalid':
    'The proxy {proxy} cannot be used. Its address must look like http://host:port or https://host:port.',
  'failure.proxy-unreachable':
    'The proxy {proxy} cannot be reached ({reason}), so {host} cannot be either. Check the proxy in Settings and the network.',
  'failure.proxy-login-needed':
    'The proxy {proxy} wants a user and a password, or refused those it got (407). Set them in Settings as part of its address.',
  'failure.proxy-refused': 'The proxy {proxy} would not connect to {host} ({status}).',
  'failure.certificate-expired':
    'The certificate of {host} is not valid at this time ({reason}). Check the clock of this computer, or ask who runs the server.',
  'failure.certificate-name-wrong':
    'The certificate that {host} shows belongs to another name. Check the base URL; nothing was sent.',
  'failure.certificate-self-signed':
    'The certificate of {host} is signed by itself, so nobody vouches for it. If this server is yours, accept it in the settings of {provider}.',
  'failure.certificate-issuer-unknown':
    'The certificate of {host} comes from an issuer that this computer does not know. If it is that of your organisation, name its file in the settings of {provider}.',
  'failure.certificate-file-invalid':
    'The file of certificates {path} cannot be used ({reason}). It must be readable and hold certificates in PEM.',
  'failure.tls-too-old':
    '{host} offers only a version of TLS that is too old to be safe. Nothing was sent; the server needs an update.',
  'failure.tls-missing':
    '{host} does not answer in TLS. If this server is meant to be reached without, begin its address with http://.',
  'failure.header-reserved': 'The header {name} is set by Parley itself. A key goes into its own field.',
  'failure.body-field-reserved': 'The field {field} is set by Parley itself and cannot be replaced.',
  'failure.first-byte-timeout': '{provider} did not begin to answer within {seconds} s. Try again.',
  'failure.idle-timeout': '{provider} fell silent for {seconds} s in the middle of the answer. Try again.',
  'failure.total-timeout': 'The answer of {provider} took longer than {seconds} s.',
  'failure.not-an-endpoint':
    'The address {url} answers, but not as a language model. Check the base URL; it often ends in /v1.',
  'failure.stream-cut':
    'The connection to {provider} was cut in the middle of the answer. What arrived is kept.',
  'failure.answer-empty': '{provider} gave no answer: it ended before the first word. Try again.',
  'failure.response-invalid': '{provider} sent something that is not part of its protocol: {detail}.',
  'failure.tool-unknown': 'There is no tool "{tool}".',
  'failure.tool-arguments-invalid': 'The arguments of {tool} are not valid: {detail}.',
  'failure.tool-failed': '{tool} failed: {detail}',
  'failure.tool-timeout': '{tool} gave no answer within {seconds} s.',
  'failure.tool-cancelled': '{tool} was stopped.',
  'failure.tool-denied': 'The user did not allow this call of {tool}.',
  'failure.tool-denied-because': 'The user did not allow this call of {tool}: {reason}',
  'failure.tool-forbidden': 'The settings do not allow this call of {tool}.',
  'failure.tool-unanswered': 'Nobody said in time whether {tool} may run, so it did not.',
  'failure.tool-unasked':
    '{tool} needs a person’s permission, and nobody is here to give it. It did not run.',
  'failure.tool-repeated':
    '{tool} was asked for {count} times with the same arguments, so the run was ended. It was not run again.',
  'failure.tool-too-many': 'One round may ask for {limit} calls. {tool} was beyond that and did not run.',
  'failure.tool-output-too-large':
    '{tool} gave {size} MB, and no more than {limit} MB of one result are kept, so nothing of it was. What it did is done: ask it for a smaller part.',
  'failure.client-tool-taken':
    'Parley or one of its servers has a tool “{tool}”, or two of those given are called so. Give yours another name; nothing was asked.',
  'failure.tool-unsubmitted': '{tool} gave nothing in time: the program that runs it sent no output.',
  'failure.output-given': 'The call "{id}" has its output already, and keeps it.',
  'failure.outputs-late': 'This run waits for no outputs any more: it is {status}.',
  'failure.call-decided': 'Nobody is asked about this call any more: it was answered, or the run has ended.',
  'failure.folder-refused': '{path} cannot be opened to tools: {reason}',
  'failure.folder-window-only':
    'Folders and tools are opened in the window of Parley only, not in a browser and not by a program.',
  'failure.write-missing': 'This change is not kept any more, so it cannot be taken back.',
  'failure.write-changed':
    '{path} was changed again or removed since then. It was left as it is; nothing was taken back.',
  'failure.profile-unwritable':
    'Parley cannot write to its folder {path} ({reason}). Free it, or name another one in PARLEY_DATA_DIR.',
  'failure.profile-newer':
    'The data in {path} was written by a newer version of Parley (format {found}, this version knows {known}). Install the newer version; nothing was changed.',
  'failure.profile-locked':
    'Another Parley is using the folder {path}. Close it, or name another folder in PARLEY_DATA_DIR.',
  'failure.settings-malformed':
    'The settings in {path} cannot be read ({detail}). They were kept as {kept} and the defaults are used.',
  'failure.storage-failed': 'The database could not do its work ({detail}). Nothing was deleted.',
  'failure.storage-unreachable':
    'The database at {host} cannot be reached ({reason}). Check that it runs and that its address is right.',
  'failure.storage-refused':
    'The database at {host} refused Parley ({reason}). Check user, password and rights in the settings.',
  'failure.storage-set-aside':
    'These are the chats of this computer: the database at {host} was not opened ({reason}). Nothing was changed there, and the next start looks for it again; Settings, Storage leads there too.',
  'failure.storage-full':
    'There is no room left where the database {path} lies. What was saved stays readable; free some space and try again.',
  'failure.storage-busy': 'A chat is still answering. Stop it or wait for the end, then move.',
  'failure.storage-corrupt':
    'The database {path} is damaged ({detail}). It was not changed. Close Parley: "parley doctor --recover" saves what can be read, and "parley doctor" lists the backups to go back to.',
  'failure.storage-shrunk':
    'The upgrade of {path} was taken back because it would have lost something ({detail}). Nothing was changed: go on with the version before, and report this.',
  'failure.backup-missing': 'There is no backup with the name {name}.',
  'failure.backup-refused':
    'The file {path} is not a whole database of Parley ({detail}). Nothing was changed; choose another backup.',
  'failure.backup-unsupported':
    'Parley makes no backups of {engine}: what is there is backed up where it lies, or not at all.',
  'failure.nothing-recovered':
    'Nothing of Parley could be read in {path}. It was left as it is: go back to a backup, or move it to another place to begin anew.',
  'failure.keys-malformed':
    'The keys in {path} cannot be read ({detail}). They were kept as {kept}; enter the keys that you need again in Settings.',
  'failure.key-store-failed':
    'The key store of this system refused to work ({detail}). The key was not stored.',
  'failure.port-in-use': 'Port {port} is taken by another program. Choose another one with --port.',
  'failure.api-port-taken': 'Port {port} is taken by another program. Choose another one.',
  'failure.api-window-only':
    'Only whoever sits at this computer decides about the local API: use the window.',
  'failure.unauthorized':
    'This link is not valid any more. Open the address that Parley printed at its last start.',
  'failure.connection-lost': 'The connection to Parley was lost.',
  'failure.interrupted': 'Parley was closed in the middle of this answer. What arrived is kept.',
  'failure.cancelled': 'Stopped.',
  'failure.internal': 'Something went wrong inside Parley ({detail}). It is written in the log.',
  'session.untitled': 'New chat',
  'session.recovered': 'Recovered chat',
} as const
