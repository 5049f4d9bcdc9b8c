import type { Failure } from '../../contract/failure.ts'

/** A failure that came through the door as data, on its way to the end of the command. */
export class FailureError extends Error {
  override readonly name = 'FailureError'
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}
