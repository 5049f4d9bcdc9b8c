import { ParleyError } from '../errors.ts'
import type { Restored, StagedBackup } from '../ports/backups.ts'
import type { StoreSwitch } from '../ports/store-switch.ts'
import type { Store } from '../ports/stores.ts'

export interface Exchange {
  readonly storeSwitch: StoreSwitch
  readonly staged: StagedBackup
  readonly open: () => Promise<Store>
}

/** Puts a checked backup in the place of the database that is in use. When it throws, the old one is in use again. */
export async function exchangeFor({ storeSwitch, staged, open }: Exchange): Promise<Restored> {
  let kept: string | undefined
  let refusal: unknown
  await storeSwitch.exchange(async (current) => {
    await current.close()
    let takeBack: (() => Promise<void>) | undefined
    try {
      const installed = await staged.install()
      takeBack = installed.takeBack
      const store = await open()
      kept = installed.kept
      return store
    } catch (error) {
      refusal = error
      await takeBack?.()
      return open()
    }
  })
  await staged.discard()
  if (kept === undefined) throw refusal
  return { counts: staged.counts, kept }
}

/** Copies what a store has into a new file. Throws `storage-failed` where the engine cannot do that. */
export async function copyInto(store: Store, path: string): Promise<void> {
  if (store.copyInto) return store.copyInto(path)
  throw new ParleyError('storage-failed', { params: { detail: 'this engine is not copied' } })
}
