import type { Session } from '../../../contract/session.ts'
import type { RunCommit, Store } from './stores.ts'

/** One empty store, and what is needed to look at it from outside. */
export interface StoreUnderTest {
  readonly store: Store
  /** Closes the store and opens it again over the same data. */
  reopen(): Promise<Store>
  /** A second store over the same data at the same time, as another process would open it; of shared engines only. */
  openSecond?(): Promise<Store>
  /** Writes in another process, which dies without a word right after the last write, and opens the store over it. */
  reopenAfterKill(session: Session, commits: readonly RunCommit[]): Promise<Store>
  /** Closes everything and removes the data. */
  dispose(): Promise<void>
}
