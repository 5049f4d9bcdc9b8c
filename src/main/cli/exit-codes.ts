import type { FailureCode } from '../../contract/failure.ts'

/** What a script learns from the exit. */
export const exitCodes = {
  done: 0,
  /** The run failed or ended before the model was done. */
  failed: 1,
  /** The command was not understood: an unknown flag, a bad value, an empty message. */
  usage: 2,
  /** The profile, the port or the key store cannot be used. */
  unavailable: 3,
  /** Stopped with Ctrl-C. */
  stopped: 130,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

const usage: ReadonlySet<FailureCode> = new Set([
  'input-invalid',
  'flag-invalid',
  'flag-unknown',
  'command-unknown',
  'provider-unknown',
  'agent-unknown',
  'model-unresolved',
  'model-unheard',
  'batch-invalid',
  'session-service-unknown',
  'base-url-invalid',
  'message-empty',
  'message-too-long',
  'session-missing',
  'archive-newer',
  'import-unknown',
  'import-packed',
  'file-unreadable',
])
const unavailable: ReadonlySet<FailureCode> = new Set([
  'profile-unwritable',
  'profile-newer',
  'profile-locked',
  'storage-failed',
  'storage-corrupt',
  'storage-shrunk',
  'backup-missing',
  'backup-refused',
  'backup-unsupported',
  'nothing-recovered',
  'key-store-failed',
  'port-in-use',
  'api-port-taken',
  'file-unwritable',
])

/** The exit code for a failure. */
export function exitCodeOf(code: FailureCode): ExitCode {
  if (usage.has(code)) return exitCodes.usage
  return unavailable.has(code) ? exitCodes.unavailable : exitCodes.failed
}
