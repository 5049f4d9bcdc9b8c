import type { Failure } from '../../contract/failure.ts'
import type { MethodInput, MethodName, MethodOutput } from '../../contract/method.ts'
import type { Notice } from '../../contract/notice.ts'

/** `refused`: the link's token is not valid, and trying again will not help. */
export type ConnectionState = 'connected' | 'reconnecting' | 'refused'

/** How the page reaches the core. One per page, made at its start and closed with it. */
export interface Transport {
  /** Asks for one method of the contract. Rejects with a `FailureError`, and with nothing else. */
  invoke<Name extends MethodName>(method: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>>
  /** Calls the listener for every notice, in order; returns the function that ends it. */
  subscribe(listener: (notice: Notice) => void): () => void
  readonly connection: Connection
  /** Ends the connection and fails what is still asked. Safe to call twice. */
  close(): void
}

/** Whether the core can be reached now. */
export interface Connection {
  current(): ConnectionState
  /** Calls the listener after every change; returns the function that ends it. */
  subscribe(listener: (state: ConnectionState) => void): () => void
}

/** A failure that the core answered, or that kept the page from asking it. */
export class FailureError extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.name = 'FailureError'
    this.failure = failure
  }
}
