import { z } from 'zod'

/** What the system tells of answers while no window of Parley is in front: nothing, that there is one, or of which chat. */
export const notificationsSchema = z.enum(['never', 'brief', 'titled'])
