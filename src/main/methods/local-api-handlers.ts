import { ParleyError } from '../core/errors.ts'
import type { LocalApi } from '../core/local-api/local-api.ts'
import type { Caller } from './caller.ts'
import type { Handlers } from './door.ts'

/** How programs are let in. Decided by whoever sits at this computer: no program opens that door or learns its token. */
export function localApiHandlers(
  api: LocalApi,
): Pick<Handlers, Extract<keyof Handlers, `local-api.${string}`>> {
  return {
    async 'local-api.get'(_, caller) {
      refusePrograms(caller)
      return api.view()
    },
    async 'local-api.update'({ on, port }, caller) {
      refusePrograms(caller)
      await api.update({ ...(on !== undefined && { on }), ...(port !== undefined && { port }) })
      return api.view()
    },
    async 'local-api.token'(_, caller) {
      refusePrograms(caller)
      return { token: await api.token() }
    },
    async 'local-api.renew-token'(_, caller) {
      refusePrograms(caller)
      return { token: await api.renewToken() }
    },
  }
}

function refusePrograms({ kind }: Caller): void {
  if (kind === 'http') throw new ParleyError('api-window-only')
}
