import type { ToolRoom } from '../core/tools/tool-room.ts'
import type { Handlers } from './door.ts'

/** Which tools are on, and the services behind them. */
export function toolHandlers(
  room: ToolRoom,
): Pick<Handlers, 'tools.settings' | 'tools.configure' | 'tools.set-key'> {
  return {
    'tools.settings': () => room.view(),
    'tools.configure': (change) => room.configure(change),
    'tools.set-key': ({ service, key }) => room.setKey(service, key),
  }
}
