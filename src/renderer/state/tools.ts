import type { MethodInput } from '../../contract/method.ts'
import type { KeyedService, ToolSettingsView } from '../../contract/tool-settings.ts'
import type { Transport } from '../transport/transport.ts'

/** Which tools are on, and which services stand behind them. All changes reject with the core's failure. */
export interface Tools {
  readonly view: () => Promise<ToolSettingsView>
  readonly configure: (change: MethodInput<'tools.configure'>) => Promise<ToolSettingsView>
  /** `null` removes the key. */
  readonly setKey: (service: KeyedService, key: string | null) => Promise<ToolSettingsView>
}

export function createTools(transport: Transport): Tools {
  return {
    view: () => transport.invoke('tools.settings', {}),
    configure: (change) => transport.invoke('tools.configure', change),
    setKey: (service, key) => transport.invoke('tools.set-key', { service, key }),
  }
}
