import type { Backup, Counts } from '../../../contract/storage.ts'

/** The files from which the database of this profile can be brought back. */
export interface BackupShelf {
  /** Newest first. */
  list(): Promise<readonly Backup[]>
  /**
   * Makes a backup: `copy` writes it, then all of it is read back, and only then does it bear its name. After that the
   * oldest backups beyond `keep` are removed, and nothing else ever is. Throws `storage-full`, `profile-unwritable`,
   * `backup-refused`.
   */
  make(copy: (path: string) => Promise<void>, keep: number): Promise<Backup>
  /**
   * Copies one of the files, makes one file of it and checks all of that as what comes from outside. Throws
   * `backup-missing`, `backup-refused`, `profile-newer`, `storage-full`.
   */
  stage(name: string): Promise<StagedBackup>
}

/** A checked copy that waits to take the place of the database. */
export interface StagedBackup {
  readonly counts: Counts
  /** Puts it in the place of the database, which must be closed, and which is kept under another name. */
  install(): Promise<{ readonly kept: string; readonly takeBack: () => Promise<void> }>
  /** Removes the copy that was not put in place. */
  discard(): Promise<void>
}

/** What a backup that is in use now has. */
export interface Restored {
  readonly counts: Counts
  /** Where the database is now that was there before. */
  readonly kept: string
}
