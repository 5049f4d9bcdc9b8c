import type { LocalApiView } from '../../../contract/local-api.ts'
import type { Notice } from '../../../contract/notice.ts'
import type { FakeHandlers } from './fake-method.ts'
import type { FakeWorld } from './fake-world.ts'

type LocalApiMethods =
  | Extract<keyof FakeHandlers, `local-api.${string}`>
  | 'models.offered'
  | 'completions.create'

/** An API that anybody can switch on. Nothing listens. */
export function fakeLocalApiHandlers(
  world: FakeWorld,
  tell: (notice: Notice) => void,
): Pick<FakeHandlers, LocalApiMethods> {
  let view: LocalApiView = { on: false, port: 8485, state: { status: 'off' }, requests: [] }
  let renewed = 0
  const token = () => ({ token: `parley-fake-${renewed}` })
  return {
    'models.offered': () => ({ models: [] }),
    'completions.create': ({ model }) => ({
      providerId: world.settings.providerId,
      model,
      parts: [],
      finishReason: 'stop',
    }),
    'local-api.get': () => view,
    'local-api.update'({ on = view.on, port = view.port }) {
      const state = on
        ? ({ status: 'running', address: `http://127.0.0.1:${port}/v1` } as const)
        : ({ status: 'off' } as const)
      view = { ...view, on, port, state }
      tell({ type: 'local-api-changed', api: view })
      return view
    },
    'local-api.token': token,
    'local-api.renew-token'() {
      renewed += 1
      return token()
    },
  }
}
