/** What is said about a damaged database and about its upgrade, before a window or in the terminal. */
export const rescue = {
  'rescue.title': 'Your chats cannot be opened',
  'rescue.detail':
    'The database {path} is damaged ({reason}).\n\nRecover reads whatever can still be read into a new database, which takes a minute for a large one. The damaged file is kept, whatever you choose; nothing is deleted.',
  'rescue.away': 'Your chats cannot be reached',
  'rescue.away-detail':
    '{reason}\n\nParley can open with the chats of this computer for now. Nothing is changed at the other place; the next start looks for it again, and Settings, Storage opens it too, with another password if need be.',
  'rescue.again': 'Try again',
  'rescue.here': 'Open the chats of this computer',
  'rescue.no-backup': 'There is no backup to go back to.',
  'rescue.recover': 'Recover',
  'rescue.use-backup': 'Use the backup of {date}',
  'rescue.quit': 'Quit',
  'rescue.go-on': 'Go on',
  'rescue.failed': 'That did not work',
  'rescue.recovered': 'What could be read was saved',
  'rescue.restored': 'The backup is in use now',
  'rescue.counts':
    'Chats: {sessions}, messages: {messages}, runs: {runs}, tool calls: {calls}, attached files: {attachments}.',
  'rescue.nothing-lost': 'Nothing was missing.',
  'rescue.lost':
    'Not everything was there: {pages} of {total} pages of the file and {rows} single rows could not be read.',
  'rescue.kept': 'The file that was there before is {path}.',
  'doctor.summary': 'Look at the profile; save what can be read of a damaged one, or go back to a backup.',
  'doctor.profile': 'Profile: {path}',
  'doctor.no-database': 'Database: none yet.',
  'doctor.database': 'Database: format {version}, this Parley knows {known}.',
  'doctor.whole': 'Integrity: all of it was read and nothing is wrong.',
  'doctor.faults': 'Integrity: {count} faults.',
  'doctor.try': 'Save what can be read with "parley doctor --recover", or go back to a backup.',
  'doctor.free': 'Free space: {size}.',
  'doctor.backups': 'To go back to one of these: parley doctor --restore NAME',
  'doctor.no-backups': 'Backups: none yet. Parley makes one a day while it is open.',
  'doctor.kind.backup': 'backup',
  'doctor.kind.upgrade': 'before an upgrade',
  'doctor.kind.replaced': 'was replaced',
  'doctor.kind.broken': 'damaged',
  'doctor.upgraded':
    'Parley brought your chats from format {from} to {to}: {sessions} chats, {messages} messages, {runs} runs, {calls} tool calls, {attachments} attached files, as many as before. "parley doctor --restore {snapshot}" goes back.',
  'flag.recover': 'Save what can be read of a damaged database into a new one. The damaged file is kept.',
  'flag.restore': 'Go back to this backup, or to any database file of Parley. The present file is kept.',
} as const
