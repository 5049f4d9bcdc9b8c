import type { IdRule } from '../wire-ids.ts'

/** What a vendor of this protocol wants otherwise than OpenAI does. */
export interface Vendor {
  /** Refuses the option that asks for usage in a stream, and sends it unasked. */
  readonly refusesUsageOption: boolean
  /** Refuses to be told whether calls may come several at once. */
  readonly refusesParallelOption: boolean
  /** Refuses a question right behind the results of tools. */
  readonly wantsAnswerToResults: boolean
  /** Refuses calls that do not bear its proof, and takes these words in the place of one. */
  readonly missingProof: string | undefined
  /** The vendor's name where it refuses a schema for the answer. */
  readonly refusesSchemas: string | undefined
  /** Reads a PDF that stands in the question. */
  readonly takesPdf: boolean
  readonly ids: IdRule
  /** The name of the limit of an answer. OpenAI's newer models refuse the old one, and others know only that. */
  readonly limitOption: 'max_tokens' | 'max_completion_tokens'
}

const openai: Vendor = {
  refusesUsageOption: false,
  refusesParallelOption: false,
  wantsAnswerToResults: false,
  missingProof: undefined,
  refusesSchemas: undefined,
  takesPdf: false,
  ids: { fits: /^.{1,40}$/s, length: 32 },
  limitOption: 'max_tokens',
}

const mistral: Vendor = {
  ...openai,
  refusesUsageOption: true,
  wantsAnswerToResults: true,
  ids: { fits: /^[a-zA-Z0-9]{9}$/, length: 9 },
}

/** Finds the vendor by the host that is asked, and where it matters by the model. */
export function vendorOf(baseUrl: string, model: string): Vendor {
  const host = URL.parse(baseUrl)?.hostname ?? ''
  if (/(?:^|\.)mistral\.ai$/.test(host)) return mistral
  // api-docs.deepseek.com/guides/json_mode: an object, of whatever form.
  if (/(?:^|\.)deepseek\.com$/.test(host)) return { ...openai, refusesSchemas: 'DeepSeek' }
  // ai.google.dev/gemini-api/docs/thought-signatures, on calls of other models.
  if (host.endsWith('.googleapis.com') && /gemini-(?:[3-9]|\d\d)/.test(model)) {
    return { ...openai, missingProof: 'skip_thought_signature_validator' }
  }
  const limitOption = /(?:^|\.)openai\.(?:com|azure\.com)$/.test(host)
    ? 'max_completion_tokens'
    : 'max_tokens'
  // platform.openai.com/docs/guides/pdf-files, openrouter.ai/docs/guides/overview/multimodal/pdfs
  const takesPdf = /(?:^|\.)(?:openai\.com|openrouter\.ai)$/.test(host)
  // OpenAI's models of the o series, wherever they are asked.
  return { ...openai, limitOption, takesPdf, refusesParallelOption: /^(?:openai\/)?o\d/.test(model) }
}
