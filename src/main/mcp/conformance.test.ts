import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import type { LoginClient } from '../../contract/mcp.ts'
import { assertNever } from '../../contract/assert-never.ts'
import { keyAlgorithmSchema } from '../../contract/mcp-login.ts'
import { startOf } from '../../contract/mcp-question.ts'
import { systemClock } from '../config/system-clock.ts'
import { temporaryFolder } from '../config/testing/temporary-folder.ts'
import { failureFrom } from '../core/errors.ts'
import { createMcpQuestions, type McpQuestions } from '../core/mcp/questions.ts'
import type { ReadyLogin } from '../core/ports/tool-servers.ts'
import { callOf } from '../core/testing/tool-call.ts'
import { browse } from './testing/browse.ts'
import { hostOf, recipeOf } from './testing/server-recipes.ts'
import { openToolServers } from './tool-servers.ts'

/** Where a company could keep the document about Parley; the suite takes this one. */
const clientUrl = 'https://conformance-test.local/client-metadata.json'

test('MC-17 the public suite for clients passes', async () => {
  const place = await listen(temporaryFolder())
  const { results, lateness } = await runSuite(place)
  const failed = results.flatMap(({ name, passed }) => (passed ? [] : [name]))
  expect(failed.filter((name) => name !== 'sse-retry')).toEqual([])
  expect(results.length).toBeGreaterThanOrEqual(26)
  // This one judges within 200 ms how soon a client comes back. A busy machine may make that late, and nothing makes it early.
  expect(lateness.map(({ id, status }) => [id, status])).toEqual([
    ['client-sse-graceful-reconnect', 'SUCCESS'],
    ['client-sse-retry-timing', expect.any(String)],
    ['client-sse-last-event-id', 'SUCCESS'],
  ])
  expect(lateness[1]?.details).toMatchObject({ tooEarly: false })
}, 120_000)

/** Reaches a server as Parley would, signs in when that is wanted, and calls each tool once. */
async function reach(folder: string, url: string, { client, login }: TypedIn): Promise<void> {
  const name = 'conformance'
  const servers = await openToolServers(hostOf(folder))
  try {
    const recipe = recipeOf(name, { type: 'http', url }, {}, { clientUrl, ...(login && { login }) })
    servers.configure([{ ...recipe, questions: agreeable() }])
    await servers.restart(name)
    if (servers.status(name).failure?.code === 'mcp-login-needed') await servers.signIn(name, browse, client)
    for (const tool of await servers.list()) {
      const options = { signal: AbortSignal.timeout(20_000), onProgress: () => undefined }
      const call = () => servers.call(callOf(tool.name, '{"a":5,"b":3}'), options)
      await call().catch(async (error: unknown) => {
        // More rights than the first login gave: a person would press the button again.
        if (failureFrom(error).code !== 'mcp-login-needed') throw error
        await servers.signIn(name, browse, client)
        await call()
      })
    }
  } finally {
    await servers.close()
  }
}

/** A person who sends each form as it is shown. */
function agreeable(): McpQuestions {
  const questions = createMcpQuestions(systemClock, () => 20_000)
  questions.attend(() => true)
  questions.watch(() => {
    for (const { id, fields } of questions.open()) {
      questions.answer(id, { action: 'accept', values: { ...startOf(fields) } })
    }
  })
  return questions
}

/** What a person would have typed in before. */
interface TypedIn {
  readonly client?: LoginClient
  readonly login?: ReadyLogin
}

const known = { client_id: z.string(), client_secret: z.string() }
const contextSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('auth/pre-registration'), ...known }),
  z.object({ name: z.literal('auth/client-credentials-basic'), ...known }),
  z.object({
    name: z.literal('auth/client-credentials-jwt'),
    client_id: z.string(),
    private_key_pem: z.string(),
    signing_algorithm: keyAlgorithmSchema,
  }),
  z.object({
    name: z.literal('auth/cross-app-access-complete-flow'),
    ...known,
    idp_client_id: z.string(),
    idp_id_token: z.string(),
    idp_token_endpoint: z.string(),
  }),
])

function typedIn(text: string): TypedIn {
  const read = contextSchema.safeParse(JSON.parse(text))
  if (!read.success) return {}
  const { data } = read
  const clientId = data.client_id
  switch (data.name) {
    case 'auth/pre-registration':
      return { client: { id: clientId, secret: data.client_secret } }
    case 'auth/client-credentials-basic':
      return { login: { settings: { kind: 'secret', clientId }, values: { secret: data.client_secret } } }
    case 'auth/client-credentials-jwt': {
      const settings = { kind: 'key', clientId, algorithm: data.signing_algorithm } as const
      return { login: { settings, values: { key: data.private_key_pem } } }
    }
    case 'auth/cross-app-access-complete-flow': {
      const company = { tokenUrl: data.idp_token_endpoint, clientId: data.idp_client_id }
      const values = { secret: data.client_secret, idToken: data.idp_id_token }
      return { login: { settings: { kind: 'company', clientId, company }, values } }
    }
    default:
      return assertNever(data)
  }
}

/** Where the programs of the suite hand their addresses to. */
async function listen(folder: string): Promise<string> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://127.0.0.1')
    const url = searchParams.get('url') ?? ''
    const answer = (status: number) => response.writeHead(status).end()
    reach(folder, url, typedIn(searchParams.get('context') ?? '{}')).then(
      () => answer(200),
      () => answer(500),
    )
  })
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`
}

/** Runs all scenarios; gives what the summary says of each, and what was judged of the one that looks at the clock. */
async function runSuite(place: string) {
  const folder = temporaryFolder()
  const suite = createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json')
  const program = join(dirname(suite), 'dist', 'index.js')
  const relay = fileURLToPath(new URL('./testing/conformance-relay.ts', import.meta.url))
  const command = `"${process.execPath}" "${relay}"`
  const flags = ['--command', command, '--suite', 'all', '--timeout', '90000', '--output-dir', folder]
  const child = spawn(process.execPath, [program, 'client', ...flags], {
    env: { ...process.env, PARLEY_CONFORMANCE: place },
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await new Promise((resolve) => child.once('close', resolve))
  const results = [...said.matchAll(/^([✓✗]) (\S+): \d+ passed/gmu)].map(([, sign, name = '']) => ({
    name,
    passed: sign === '✓',
  }))
  return { results, lateness: checksOf(folder, 'sse-retry') }
}

const checksSchema = z.array(z.looseObject({ id: z.string(), status: z.string(), details: z.unknown() }))

function checksOf(folder: string, scenario: string) {
  const place = readdirSync(folder).find((name) => name.startsWith(`${scenario}-`)) ?? scenario
  const checks = checksSchema.parse(JSON.parse(readFileSync(join(folder, place, 'checks.json'), 'utf8')))
  return checks.filter(({ status }) => status !== 'INFO')
}
