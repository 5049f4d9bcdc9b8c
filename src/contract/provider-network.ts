import { z } from 'zod'

/**
 * The way to a provider. `environment`: by the variables HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, and where none
 * is set by what the system says. `none`: directly. `url`: through that proxy; its user and password are kept with the
 * keys and never stand here.
 */
export const providerProxySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('environment') }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('url'), url: z.string().min(1).max(2000) }),
])

/** A header's name as RFC 9110 has it, in small letters. */
export const headerNameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/)

/** A header's value as HTTP can carry it: one line of letters of Latin-1. */
export const headerValueSchema = z
  .string()
  .trim()
  .regex(/^[\t\u0020-\u007E\u00A0-\u00FF]{1,8192}$/)

/** Fields that are added to the body of each question, or replace what stands there. */
export const bodyFieldsSchema = z.record(z.string().min(1).max(200), z.json())
export type BodyFields = Readonly<z.infer<typeof bodyFieldsSchema>>

export const caFileSchema = z.string().trim().min(1).max(4096)
