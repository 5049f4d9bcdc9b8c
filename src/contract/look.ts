import { z } from 'zod'

/** The colour of what one can press and of what is chosen. High contrast has its own. */
export const accentSchema = z.enum(['teal', 'blue', 'violet', 'plum', 'graphite'])
export const densitySchema = z.enum(['comfortable', 'compact'])
/** Whether things move: as the system wishes, or never. */
export const motionSchema = z.enum(['system', 'reduced'])
/** When screen readers are told of an answer: sentence by sentence, whole when it ends, or not. */
export const announcementsSchema = z.enum(['sentences', 'end', 'never'])
/** In percent of the usual size. */
export const textSizeSchema = z.number().int().min(80).max(150)
export const textSizes = [80, 90, 100, 110, 125, 150] as const

export const lookSchema = z.object({
  accent: accentSchema,
  density: densitySchema,
  textSize: textSizeSchema,
  motion: motionSchema,
  announcements: announcementsSchema,
})
/** How the window looks and sounds, beside its theme and language. */
export type Look = Readonly<z.infer<typeof lookSchema>>

export const usualLook: Look = {
  accent: 'teal',
  density: 'comfortable',
  textSize: 100,
  motion: 'system',
  announcements: 'sentences',
}
