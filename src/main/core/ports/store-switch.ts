import type { EngineChoice, StorageState } from '../../../contract/storage.ts'
import type { Store } from './stores.ts'

/** Opens the engine that is chosen. Throws `storage-unreachable`, `storage-refused`, what the engine's own opening throws. */
export type StoreOpener = (choice: EngineChoice) => Promise<Store>

/** The store that the whole app uses, over whichever engine is in use. */
export interface StoreSwitch {
  /** Stays the same object over every change of the engine. Its writes wait while the engine is lost. */
  readonly store: Store
  state(): StorageState
  /** Calls the listener with each change of state; returns the function that ends it. */
  watch(listener: (state: StorageState) => void): () => void
  /**
   * Holds all writes, lets `prepare` make another engine ready from this one, and goes on with that. When `prepare`
   * rejects, everything goes on with the engine as it was. One exchange at a time.
   */
  exchange(prepare: (current: Store) => Promise<Store>): Promise<void>
}
