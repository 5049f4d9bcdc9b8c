import { messageIdOf } from '../../../../contract/id.ts'

/** The message at whose name `mortal-worker.ts` dies. */
export const deadly = messageIdOf('deadly')
