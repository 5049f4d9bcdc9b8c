import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { apiPorts } from '../../../contract/local-api.ts'
import type { App } from '../../app/create-app.ts'
import { writeAtomically } from '../../disk/write-atomically.ts'
import { contentSecurityPolicy, createRendererFiles } from '../../config/renderer-files.ts'
import { runFlags } from '../../config/run-flags.ts'
import { errorOf } from '../../core/errors.ts'
import type { Command, CommandContext } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'

const usualPort = 8484

type LocalApi = App['localApi']

/** The same window, in a browser on this computer. */
export const serveCommand: Command = {
  name: 'serve',
  summary: 'terminal.serve-summary',
  usage: 'parley serve [flags]',
  flags: [
    { name: 'port', type: 'number', default: String(usualPort), help: 'flag.port', most: 65_535 },
    { name: 'open', type: 'boolean', default: 'false', help: 'flag.open' },
    { name: 'api-port', type: 'number', default: '', help: 'flag.api-port', ...apiPorts },
    { name: 'show-token', type: 'boolean', default: 'false', help: 'flag.show-token' },
    ...runFlags,
  ],
  async run(context) {
    const { flags, terminal, text } = context
    const app = await context.open()
    await openApi(app.localApi, context)
    // Loaded here, because the other commands do not need a server and should not wait for its code.
    const { startServer } = await import('../../server/server.ts')
    const server = await startServer({
      door: app.door,
      files: createRendererFiles(context.pageFolder, contentSecurityPolicy("'self'")),
      port: typeof flags['port'] === 'number' ? flags['port'] : usualPort,
    })
    const stopped = new Promise<void>((resolve) => {
      terminal.onStop(resolve)
    })
    terminal.out(`${text('terminal.serving')}\n  ${server.address}\n`)
    await tellApi(app.localApi, context)
    if (flags['open'] === true) await openBrowser(server.address, context)
    await stopped
    terminal.note(`${text('terminal.closing')}\n`)
    await server.close()
    return exitCodes.done
  },
}

// A port that was asked for must be had; one of the settings may be taken while the page is open all the same.
async function openApi(api: LocalApi, { flags, terminal }: CommandContext): Promise<void> {
  const { 'api-port': port } = flags
  await api.start(typeof port === 'number' ? { on: true, port } : {})
  const { state } = api.view()
  if (state.status !== 'failed') return
  if (typeof port === 'number') throw errorOf(state.failure)
  terminal.note(`${state.failure.message}\n`)
}

async function tellApi(api: LocalApi, { flags, terminal, text }: CommandContext): Promise<void> {
  const { state } = api.view()
  if (state.status !== 'running') return
  terminal.out(`${text('terminal.api-serving')}\n  ${state.address}\n`)
  if (flags['show-token'] === true) terminal.out(`  ${await api.token()}\n`)
}

// The address holds the token, and every user of the computer can read the arguments of a program. So the browser is
// given a file that only this user may read and that leads on to the address.
async function openBrowser(
  address: string,
  { profileFolder, terminal, text }: CommandContext,
): Promise<void> {
  const page = join(profileFolder, 'open.html')
  const html = `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${address}"><title>Parley</title>`
  await writeAtomically(page, html, 0o600)
  const [program, ...args] = openerFor(process.platform)
  const child = spawn(program, [...args, page], { stdio: 'ignore', detached: true })
  child.on('error', () => terminal.note(`${text('terminal.not-opened')}\n`))
  child.unref()
}

function openerFor(platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open']
  return platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler'] : ['xdg-open']
}
