import { killGroup, startChild, type Child } from '../harness/child.ts'
import { cleanEnvironment } from '../harness/environment.ts'
import { repositoryFile } from '../harness/paths.ts'

const address = /http:\/\/127\.0\.0\.1:\d+\/\S*(?=\n)/

/** One life of the built app, from its start to its kill. */
export interface Life {
  /** Resolves with the printed address, by which time what an earlier life left open is closed; else rejects. */
  readonly ready: Promise<string>
  readonly output: () => string
  /** Ends it as the system would, without a warning. Resolves when it is gone. */
  kill(): Promise<void>
}

/** Starts the built app on a profile, with the provider at `wireUrl` and a key for it. */
export function startLife(profile: string, wireUrl: string, key: string): Life {
  const child = startChild({
    entry: repositoryFile('out/main/headless.js'),
    args: ['serve', '--port', '0', '-provider', 'openai', '-model', 'wire-large'],
    execArgv: [],
    env: cleanEnvironment(process.env, profile, {
      OPENAI_API_KEY: key,
      OPENAI_BASE_URL: `${wireUrl}/v1`,
      PARLEY_ENV_FILE: '',
    }),
  })
  const ready = Promise.race([printed(child), child.endedEarly])
  ready.catch(() => undefined)
  return {
    ready,
    output: child.output,
    async kill() {
      killGroup(child.process.pid)
      await child.exited
    },
  }
}

function printed(child: Child): Promise<string> {
  return new Promise((resolve) => {
    child.process.stdout?.on('data', () => {
      const [found] = address.exec(child.output()) ?? []
      if (found) resolve(found)
    })
  })
}
