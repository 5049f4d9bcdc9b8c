import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { answerFormatSchema, type AnswerFormat } from '../../contract/generation.ts'
import type { FlagValues } from '../config/flags.ts'
import { ParleyError, reasonOf } from '../core/errors.ts'

/**
 * What `-schema` asks of the answer: the form that a file with a JSON schema describes, or any JSON for the word `json`.
 * Throws `file-unreadable` and `flag-invalid`.
 */
export async function formatFrom(flags: FlagValues): Promise<AnswerFormat | undefined> {
  const path = flags['schema']
  if (typeof path !== 'string' || path === '') return undefined
  if (path === 'json') return { type: 'json' }
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new ParleyError('file-unreadable', { params: { path, reason: reasonOf(error) }, cause: error })
  })
  const name =
    basename(path)
      .replace(/\..*$/s, '')
      .replaceAll(/[^A-Za-z0-9_-]/g, '_')
      .slice(0, 64) || 'answer'
  const { success, data } = answerFormatSchema.safeParse({ type: 'json-schema', name, schema: parsed(text) })
  if (success) return data
  const expected = 'it must be a file with a JSON schema, or the word json'
  throw new ParleyError('flag-invalid', { params: { flag: 'schema', value: path, expected } })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
