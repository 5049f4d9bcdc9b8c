// npm start: installs, builds and opens Parley, in a window where that can be and in the browser where it cannot.
import { runChild } from './lib/child.mjs'
import { ensureBuilt } from './lib/build.mjs'
import { downloadElectron, electronBinary, reasonAgainstWindow } from './lib/electron.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inRoot, serverNode, root, runScript } from './lib/project.mjs'

const say = (line) => console.log(line)
const args = process.argv.slice(2)

await runScript(async () => {
  await ensureInstalled(say)
  await ensureBuilt(say)
  const reason = await openWindow()
  if (reason === undefined) return 0
  say(`No desktop window: ${reason}. Parley opens in the browser instead.`)
  const { code, signal } = await runChild(serverNode(), [
    inRoot('out', 'main', 'headless.js'),
    'serve',
    '--open',
    ...args,
  ])
  return signal === 'SIGINT' ? 130 : code
})

/** Opens the window and waits for its end; gives why there was none. */
async function openWindow() {
  const against = reasonAgainstWindow()
  if (against) return against
  if (!electronBinary()) {
    const failure = await downloadElectron(say)
    if (failure !== undefined) return `Electron could not be downloaded (${failure})`
  }
  const binary = electronBinary()
  if (!binary) return 'the Electron program is missing'
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const begun = Date.now()
  let words = ''
  const { code, signal } = await runChild(binary, [root, ...args], {
    env,
    quiet: true,
    onOutput: (text) => {
      words = `${words}${text}`.slice(-2000)
      process.stderr.write(text)
    },
  })
  // A window that ends at once with an error was never there: a library or a sandbox that the system lacks.
  const failed =
    code !== 0 && !signal && Date.now() - begun < 5000 && /shared libraries|sandbox|display/i.test(words)
  if (failed) return `Electron could not start (${words.trim().split('\n')[0]?.slice(0, 200)})`
  process.exitCode = code
  return undefined
}
