import OpenAI from 'openai'
import { ParleyError } from '../core/errors.ts'
import type { ModelEndpoint } from '../core/ports/model-client.ts'
import { withPlainComplaints } from './listed-complaint.ts'
import { sdkOptions } from './sdk-options.ts'
import type { Fetch } from './wire-fetch.ts'

/** Sets up the vendor's library, for both protocols that it speaks. Throws `not-an-endpoint`. */
export function connectOpenAi({ baseUrl, credentials }: ModelEndpoint, fetch: Fetch): OpenAI {
  if (baseUrl === '') throw new ParleyError('not-an-endpoint', { params: { url: baseUrl } })
  // Every option is given, because the library reads the environment for those that are not. The place of the key is
  // held by a word that is never sent: the header is ours.
  return new OpenAI({
    apiKey: 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl,
    ...sdkOptions,
    fetch: withPlainComplaints(fetch),
    defaultHeaders: { Authorization: credentials ? `Bearer ${credentials.value}` : null },
  })
}
