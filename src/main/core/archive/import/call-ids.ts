import { callIdOf, type CallId } from '../../../../contract/id.ts'
import { wordOf } from '../source-id.ts'

/** The id of a tool call from that of its source. */
export function callIdFrom(id: string): CallId {
  return callIdOf(id !== '' && id.length <= 512 ? id : wordOf(id))
}
