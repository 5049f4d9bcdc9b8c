import { runFlags } from '../../config/run-flags.ts'
import { ParleyError } from '../../core/errors.ts'
import type { Command, CommandContext } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { connectTerminal } from '../turn.ts'

const mostBytes = 50_000_000
/** Texts of one request; more are sent in several. */
const mostAtOnce = 256

/** Texts in, their vectors out in the same order. */
export const embedCommand: Command = {
  name: 'embed',
  summary: 'terminal.embed-summary',
  usage: 'parley embed -model MODEL [flags] "text"',
  flags: [
    { name: 'json', type: 'boolean', default: 'false', help: 'flag.json-embed' },
    { name: 'dimensions', type: 'number', default: '', help: 'flag.dimensions' },
    ...runFlags,
  ],
  async run(context) {
    const { flags, terminal } = context
    const texts = await textsOf(context)
    const app = await context.open()
    const client = connectTerminal(app.door)
    const forget = terminal.onStop(() => process.exit(exitCodes.stopped))
    const { dimensions } = flags
    const { providerId, model } = await client.ask('settings.get', {})
    const vectors: (readonly number[])[] = []
    for (let from = 0; from < texts.length; from += mostAtOnce) {
      const answer = await client.ask('embeddings.create', {
        // The settings have looked up who serves the model that the flags name.
        providerId,
        model,
        texts: texts.slice(from, from + mostAtOnce),
        ...(typeof dimensions === 'number' && { dimensions }),
      })
      vectors.push(...answer.vectors)
      const { vectors: own, ...facts } = answer
      if (flags['json'] === true) terminal.out(`${JSON.stringify({ ...facts, vectors: own })}\n`)
    }
    if (flags['json'] !== true) terminal.out(`${JSON.stringify(vectors)}\n`)
    forget()
    client.close()
    return exitCodes.done
  },
}

/** What is written on the command line, or each line of the input, or a JSON array of texts. */
async function textsOf({ words, terminal }: CommandContext): Promise<readonly string[]> {
  if (words.length > 0 && words[0] !== '-') return [words.join(' ')]
  const input = await terminal.readAll(mostBytes)
  const lines = () => input.split(/\r?\n/).filter((line) => line.trim() !== '')
  const given = input.trimStart().startsWith('[') ? listIn(input) : lines()
  if (given.length === 0) throw new ParleyError('message-empty')
  return given
}

function listIn(input: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(input)
    if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value
  } catch {
    // Said below.
  }
  throw new ParleyError('input-invalid', {
    params: { detail: 'the input must be a JSON array of texts, or lines' },
  })
}
