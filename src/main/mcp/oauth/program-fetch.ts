import { z } from 'zod'
import type { ReadyLogin } from '../../core/ports/tool-servers.ts'
import { ParleyError } from '../../core/errors.ts'
import type { LoginFetch } from './login-fetch.ts'

const refusalSchema = z.looseObject({ error: z.string(), access_token: z.undefined().optional() })

/**
 * Makes the fetch for a login without a person. What a login refuses becomes a failure with its name here, of which only
 * the login's own word is shown: the sentence beside it may repeat a secret. Throws ParleyError `mcp-program-refused`,
 * `mcp-scope-refused`, `mcp-login-failed`.
 */
export function createProgramFetch(server: string, { settings }: ReadyLogin, send: LoginFetch): LoginFetch {
  return async (address, init) => {
    const response = await send(address, init)
    // Documents are read, and only tokens asked for.
    if (init?.method !== 'POST') return response
    const word = await refusalOf(response)
    if (word === undefined) return response
    const { host, href } = new URL(address)
    if (response.status >= 500 || response.status === 429) {
      const reason = `${host}: HTTP ${response.status}`
      throw new ParleyError('mcp-login-failed', { params: { server, reason } })
    }
    const atCompany = settings.kind === 'company' && href === new URL(settings.company.tokenUrl).href
    const client = atCompany ? settings.company.clientId : settings.clientId
    if (word === 'invalid_scope') {
      const scope = scopeIn(init) ?? '–'
      throw new ParleyError('mcp-scope-refused', { params: { server, host, client, scope } })
    }
    throw new ParleyError('mcp-program-refused', { params: { server, host, client, reason: word } })
  }
}

// Some send what went wrong with status 200.
async function refusalOf(response: Response): Promise<string | undefined> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined)
  const refusal = refusalSchema.safeParse(body)
  if (refusal.success) return refusal.data.error.replaceAll(/[^a-z_]/g, '').slice(0, 40) || 'refused'
  return response.ok ? undefined : `HTTP ${response.status}`
}

function scopeIn({ body }: RequestInit): string | undefined {
  return body instanceof URLSearchParams || typeof body === 'string'
    ? (new URLSearchParams(body).get('scope') ?? undefined)
    : undefined
}
