import { beforeEach, expect, it } from 'vitest'
import { storageSettingsSchema, type Backup, type StorageView } from '../../../contract/storage.ts'
import { ParleyError } from '../errors.ts'
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts'
import { silentLog } from '../testing/fake-log.ts'
import { startBackups } from './backup-schedule.ts'

const hour = 3_600_000
const day = 24 * hour

let clock: FakeClock
let made: Backup[]
let view: Pick<StorageView, 'capabilities' | 'settings'>
let refusal: ParleyError | undefined
beforeEach(() => {
  clock = createFakeClock(100 * day)
  made = []
  refusal = undefined
  view = {
    capabilities: { durable: true, shared: false, search: 'index', keepsExpired: true, backups: true },
    settings: storageSettingsSchema.parse({}),
  }
})

const start = () =>
  startBackups({
    clock,
    log: silentLog,
    storage: {
      view: async () => ({
        ...view,
        engine: 'sqlite',
        location: '',
        overridden: false,
        state: { status: 'ready' },
        passwords: [],
      }),
      backups: async () => made,
      async backUp() {
        if (refusal) throw refusal
        const backup = { name: `at-${clock.now()}`, kind: 'backup', at: clock.now(), bytes: 1 } as const
        made = [backup, ...made]
        return backup
      },
    },
  })

/** Lets that many hours pass, each look coming to its end. */
async function pass(hours: number): Promise<void> {
  for (let passed = 0; passed < hours; passed++) {
    clock.advance(hour)
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  }
}

it('DU-21 makes one soon after the start and then one a day', async () => {
  start()
  await pass(1)
  expect(made).toHaveLength(1)
  await pass(23)
  expect(made).toHaveLength(1)
  await pass(48)
  expect(made).toHaveLength(3)
})

it('makes none while the newest is young enough, whatever start this is', async () => {
  made = [{ name: 'before', kind: 'backup', at: clock.now() - 20 * hour, bytes: 1 }]
  start()
  await pass(3)
  expect(made).toHaveLength(1)
  await pass(3)
  expect(made).toHaveLength(2)
})

it('makes none when nobody wants them or the engine has none', async () => {
  view = { ...view, settings: storageSettingsSchema.parse({ backup: { everyMs: null } }) }
  start()
  await pass(30)
  view = {
    ...view,
    settings: storageSettingsSchema.parse({}),
    capabilities: { ...view.capabilities, backups: false },
  }
  await pass(30)
  expect(made).toStrictEqual([])
})

it('tries again after a failure, and stops when it is told to', async () => {
  refusal = new ParleyError('storage-full', { params: { path: 'there' } })
  const stop = start()
  await pass(2)
  refusal = undefined
  await pass(1)
  expect(made).toHaveLength(1)
  stop()
  await pass(48)
  expect(made).toHaveLength(1)
  expect(clock.waiting()).toBe(0)
})
