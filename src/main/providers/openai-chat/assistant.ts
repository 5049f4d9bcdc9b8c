import type OpenAI from 'openai'
import type { Part } from '../../../contract/message.ts'
import { argumentsOf } from '../call-arguments.ts'
import { looseOf, textOf, type Loose } from '../loose.ts'
import { readSeal } from '../seal.ts'
import { fittingId } from '../wire-ids.ts'
import type { Vendor } from './vendor.ts'

type WireCall = OpenAI.ChatCompletionMessageFunctionToolCall & { readonly extra_content?: Loose }
type WireAnswer = OpenAI.ChatCompletionAssistantMessageParam & {
  readonly tool_calls?: WireCall[]
  readonly reasoning_content?: string
  readonly reasoning_details?: readonly unknown[]
  readonly extra_content?: Loose
}

/** An answer of the past. Words of a refusal go as text: the field that they came in is OpenAI's alone. */
export function answerOf(parts: readonly Part[], vendor: Vendor): readonly WireAnswer[] {
  const text = parts
    .map((part) => (part.type === 'text' || part.type === 'refusal' ? part.text : ''))
    .join('')
  const calls = callsOf(parts, vendor)
  if (text === '' && calls.length === 0) return []
  return [
    {
      role: 'assistant',
      content: text === '' ? null : text,
      ...(calls.length > 0 && { tool_calls: calls }),
      ...reasoningOf(parts, calls.length > 0),
      ...extraOf(parts.find(({ type }) => type === 'text')),
    },
  ]
}

function callsOf(parts: readonly Part[], { ids, missingProof }: Vendor): WireCall[] {
  const calls = parts.flatMap((part): WireCall[] =>
    part.type === 'tool-call'
      ? [
          {
            id: fittingId(part.id, ids),
            type: 'function',
            function: { name: part.name, arguments: argumentsOf(part.arguments) },
            ...extraOf(part),
          },
        ]
      : [],
  )
  const [first, ...others] = calls
  if (!first || missingProof === undefined || calls.some((call) => call.extra_content)) return calls
  return [{ ...first, extra_content: { google: { thought_signature: missingProof } } }, ...others]
}

// Reasoning stays here, since several vendors refuse a request that brings it back; but what was marked is wanted:
// details always, the plain field with the calls that it led to.
function reasoningOf(parts: readonly Part[], hasCalls: boolean): Partial<WireAnswer> {
  const reasonings = parts.filter((part) => part.type === 'reasoning')
  const seals = reasonings.map(({ signature }) => readSeal('openai-chat', signature))
  const details = seals.find((seal) => seal?.['details'])?.['details']
  if (Array.isArray(details)) return { reasoning_details: details }
  const isField = seals.some((seal) => textOf(seal?.['field']) === 'reasoning_content')
  return isField && hasCalls ? { reasoning_content: reasonings.map(({ text }) => text).join('') } : {}
}

function extraOf(part: Part | undefined): { readonly extra_content?: Loose } {
  const signature = part && 'signature' in part ? part.signature : undefined
  const extra = readSeal('openai-chat', signature)?.['extra']
  return extra ? { extra_content: looseOf(extra) } : {}
}
