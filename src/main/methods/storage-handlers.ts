import { ParleyError } from '../core/errors.ts'
import type { StorageRoom } from '../core/storage/storage-room.ts'
import type { Audience } from './audience.ts'
import type { Handlers } from './door.ts'
import type { RunHub } from './run-hub.ts'

/** The methods of storage. Nothing may be answered while it moves: an answer belongs to one engine. */
export function storageHandlers(
  storage: StorageRoom,
  hub: RunHub,
  audience: Audience,
  /** Ends the runs that were open when a backup was made. */
  afterRestore: () => Promise<unknown>,
): Pick<Handlers, Extract<keyof Handlers, `storage.${string}`>> {
  const told = async () => {
    const view = await storage.view()
    audience.tell({ type: 'storage-changed', storage: view })
    return view
  }
  return {
    'storage.get': () => storage.view(),
    async 'storage.update'(change) {
      await storage.update(change)
      return told()
    },
    'storage.test': async (choice) => ({ durationMs: await storage.test(choice) }),
    async 'storage.move'({ copy, ...choice }) {
      if (hub.anyRunning()) throw new ParleyError('storage-busy')
      const copied = await storage.move(choice, copy, (progress) =>
        audience.tell({ type: 'storage-progress', progress }),
      )
      return { storage: await told(), ...copied }
    },
    async 'storage.backup'() {
      const backup = await storage.backUp()
      await told()
      return backup
    },
    'storage.backups': async () => ({ backups: await storage.backups() }),
    async 'storage.restore'({ name }) {
      if (hub.anyRunning()) throw new ParleyError('storage-busy')
      const { counts, kept } = await storage.restore(name)
      await afterRestore()
      audience.tell({ type: 'sessions-replaced' })
      return { storage: await told(), counts, kept }
    },
  }
}
