import { ParleyError } from '../errors.ts'

/** The code with which something was refused; other words when it was not, so that a comparison fails readably. */
export async function codeOf(refused: Promise<unknown>): Promise<string> {
  const error: unknown = await refused.then(
    () => 'nothing was refused',
    (reason: unknown) => reason,
  )
  return error instanceof ParleyError ? error.failure.code : String(error)
}
