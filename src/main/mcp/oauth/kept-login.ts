import { z } from 'zod'
import type { LoginVault } from '../../core/ports/tool-servers.ts'

const clientSchema = z.looseObject({
  client_id: z.string(),
  issuer: z.string().optional(),
  /** True when a person typed it in; such a one is used again for the next login. */
  given: z.boolean().optional(),
})
const tokensSchema = z.looseObject({
  access_token: z.string(),
  token_type: z.string(),
  refresh_token: z.string().optional(),
  scope: z.string().optional(),
  issuer: z.string().optional(),
})
const keptSchema = z.object({
  /** The origin of the server for which all of this is. */
  origin: z.string().optional(),
  client: clientSchema.optional(),
  tokens: tokensSchema.optional(),
  /** Rights that the server asked for when nobody could be asked. */
  scope: z.string().max(4000).optional(),
})
export type Kept = z.infer<typeof keptSchema>

/**
 * What is kept of a login at the server with this address. Whatever was kept for another origin counts as nothing: the
 * address may have been changed while a login went on.
 */
export async function readKept(vault: LoginVault, serverUrl: string): Promise<Kept> {
  const kept = parsed(await vault.read())
  return kept.origin === undefined || kept.origin === new URL(serverUrl).origin ? kept : {}
}

/** Writes all of it down, for that address. */
export function writeKept(vault: LoginVault, serverUrl: string, kept: Kept): Promise<void> {
  return vault.write(JSON.stringify({ ...kept, origin: new URL(serverUrl).origin }))
}

/** True when there is something that could be sent. */
export async function hasLogin(vault: LoginVault, serverUrl: string): Promise<boolean> {
  return (await readKept(vault, serverUrl)).tokens !== undefined
}

/** True for a text of `writeKept` with something that could be sent. */
export function hasTokens(text: string): boolean {
  return parsed(text).tokens !== undefined
}

function parsed(text: string | undefined): Kept {
  try {
    return keptSchema.parse(JSON.parse(text ?? '{}'))
  } catch {
    return {}
  }
}
