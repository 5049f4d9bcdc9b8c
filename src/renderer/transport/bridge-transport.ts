import type { Bridge } from '../../contract/bridge.ts'
import type { MethodName, MethodOutput } from '../../contract/method.ts'
import { localFailure } from './local-failure.ts'
import { FailureError, type Connection, type Transport } from './transport.ts'

declare global {
  interface Window {
    /** Present in the desktop app, put there by the preload. */
    readonly parley?: Bridge
  }
}

const alwaysConnected: Connection = { current: () => 'connected', subscribe: () => () => {} }

/** Reaches the core through the preload. */
export function createBridgeTransport(bridge: Bridge): Transport {
  return {
    async invoke(method, input) {
      const answer = await bridge.invoke(method, input).catch((error: unknown) => {
        throw new FailureError(localFailure('internal', { detail: String(error) }))
      })
      if ('failure' in answer) throw new FailureError(answer.failure)
      if (!isCheckedOutput(method, answer.output)) throw new FailureError(localFailure('connection-lost'))
      return answer.output
    },
    subscribe: (listener) => bridge.on(listener),
    connection: alwaysConnected,
    close: () => {},
  }
}

// The main process is of the same build and has parsed the output; parsing a long transcript twice would be felt.
function isCheckedOutput<Name extends MethodName>(_: Name, output: unknown): output is MethodOutput<Name> {
  return output !== undefined
}
