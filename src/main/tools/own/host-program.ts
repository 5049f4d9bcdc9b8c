/**
 * What runs in the process of a user's own tool, before the tool itself. It is handed over as text, so that the process
 * needs the right to read one file only: the tool's. Speaks over the channel that Node opens between the two.
 */
export const hostProgram = `
const lineOf = (error, file) => {
  const stack = String(error?.stack ?? '')
  const at = stack.indexOf(file)
  return at === -1 ? undefined : /^:(\\d+)/.exec(stack.slice(at + file.length))?.[1]
}
const say = (message) => process.send(message, () => process.disconnect())
process.once('disconnect', () => process.exit())
process.once('message', async ({ url, name, input }) => {
  const abort = new AbortController()
  try {
    const { default: tool } = await import(url)
    if (typeof tool?.run !== 'function') throw new Error('the file needs a default export with a function "run"')
    if (input === undefined) {
      const { run, ...described } = tool
      return say({ tool: JSON.parse(JSON.stringify(described)) })
    }
    const progress = (text) => process.connected && process.send({ progress: String(text).slice(0, 1000) })
    const result = await tool.run(input, { progress, signal: abort.signal })
    say({ result: typeof result === 'string' ? result : (JSON.stringify(result) ?? '') })
  } catch (error) {
    // Node itself tells where a file stops being a program, in what it writes at the end and nowhere else.
    if (error instanceof SyntaxError && lineOf(error, name) === undefined) return setImmediate(() => { throw error })
    say({ error: String(error?.message ?? error).slice(0, 4000), line: lineOf(error, name) })
  }
})
`
